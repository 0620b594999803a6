package org.sparksvi.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.config.GradientSettings;

/** Every key of a kind, given to every kind. */
class KeysTest {
  private static final Kinds KINDS = Kinds.installed();
  private static final Configuration REFERENCE = Configuration.of("", "reference", List.of());
  private static final ObjectNode DEFAULTS = REFERENCE.toJson();

  static Stream<Kind<?, ?, ?>> kinds() {
    return KINDS.all().stream();
  }

  private static Set<String> keys(Stream<Kind<?, ?, ?>> kinds) {
    return kinds
        .flatMap(
            kind ->
                Stream.of(
                    kind.settings().keys(),
                    kind.groups(),
                    kind.rows(kind.settings().usual()).keys(),
                    kind.ascends() ? GradientSettings.keys() : List.<String>of()))
        .flatMap(List::stream)
        .flatMap(own -> own.endsWith(".") ? ofGroup(own) : Stream.of(own))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> ofGroup(String group) {
    return REFERENCE.keys().stream().filter(key -> key.startsWith(group));
  }

  private static Configuration given(Kind<?, ?, ?> kind, String key) {
    String format = kind.rows(kind.settings().usual()).words() ? "docword" : "csv";
    String value = REFERENCE.has(key) ? DEFAULTS.path(key).toString() : "1";
    return Configuration.of(
        "input { path = x, format = %s }\nmodel.kind = %s\n%s = %s\n"
            .formatted(format, kind.name(), key, value),
        "job.conf",
        List.of());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aKeyIsRefusedByTheKindsThatDoNotHaveIt(Kind<?, ?, ?> kind) {
    Set<String> others = keys(kinds());
    others.removeAll(keys(kinds().filter(same -> same.name().equals(kind.name()))));

    for (String key : others) {
      Configuration given = given(kind, key);
      String refusal =
          assertThrows(ConfigurationException.class, () -> KINDS.choose(given), key).getMessage();
      assertTrue(refusal.startsWith("job.conf:3: " + key + " is a key of "), refusal);
      assertTrue(refusal.endsWith(", but model.kind is " + kind.name()), refusal);
      kinds()
          .filter(owner -> keys(Stream.of(owner)).contains(key))
          .forEach(owner -> assertTrue(refusal.contains(owner.name()), refusal));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aKeyOfItsOwnIsNoKeyOfAnother(Kind<?, ?, ?> kind) {
    for (String key : kind.settings().keys()) {
      try {
        assertEquals(kind.name(), KINDS.choose(given(kind, key)).kind().name(), key);
      } catch (ConfigurationException e) { // by a rule of its own
        assertTrue(e.getMessage().contains("must"), e.getMessage());
      }
    }
  }
}
