package org.sparksvi.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.Json;
import org.sparksvi.format.JsonReader;

/** The rows of every kind's settings, beside conf/reference.conf. */
class SettingsTest {
  private static final Configuration REFERENCE =
      Configuration.of("input.path = x, run.directory = y", "job.conf", List.of());

  static Stream<Kind<?, ?, ?>> kinds() {
    return Kinds.installed().all().stream();
  }

  @Test
  void everyKeyOfAModelIsARowOfSomeKind() {
    Set<String> keys =
        REFERENCE.keys().stream()
            .filter(key -> key.startsWith("model.") && !key.equals("model.kind"))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> rows =
        kinds()
            .flatMap(kind -> kind.settings().keys().stream())
            .filter(key -> key.startsWith("model."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(keys, rows);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theDefaultOfARowIsThatOfTheReference(Kind<?, ?, ?> kind) {
    Values reference = kind.settings().parse(REFERENCE);

    for (Setting<?> row : kind.settings().rows()) {
      assertEquals(row.usual(), reference.get(row), row.key());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsPublishedIsReadAgain(Kind<?, ?, ?> kind) {
    Values values = kind.settings().parse(REFERENCE);
    ObjectNode json = Json.object();

    kind.settings().write(values, json);

    Values read = kind.settings().read(new JsonReader(json, "model.json"));
    for (Setting<?> row : kind.settings().rows()) {
      assertEquals(values.get(row), read.get(row), row.key());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyRowSaysWhatItIsForAndItsRule(Kind<?, ?, ?> kind) {
    Set<String> names = new TreeSet<>();
    for (Setting<?> row : kind.settings().rows()) {
      assertFalse(row.description().isBlank(), row.key());
      assertFalse(row.type().rule().isBlank(), row.key());
      assertTrue(row.name().isEmpty() || names.add(row.name()), row.name() + " is there twice");
    }
  }
}
