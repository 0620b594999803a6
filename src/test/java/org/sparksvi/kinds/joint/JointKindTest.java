package org.sparksvi.kinds.joint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.models.joint.Densities.normal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.Block;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Values;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSettings;
import org.sparksvi.models.joint.JointSummary.Quantity;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/** What a run directory says of a user's class, and what becomes of its numbers. */
class JointKindTest {
  private static final LogJoint JOINT =
      s -> {
        Value first = s.real("a", normal(0, 1));
        return normal(first.plus(s.real("b", normal(0, 1))), 1).log(s.column("x"));
      };

  /** Declares a parameter for each setting, in their order. */
  public static final class BySettings implements LogJoint {
    private static final long serialVersionUID = 1L;
    private final List<String> names;

    public BySettings(Map<String, String> settings) {
      names = List.copyOf(settings.keySet());
    }

    @Override
    public Value rows(Scope s) {
      Value sum = s.column("x");
      for (String name : names) {
        sum = sum.plus(s.real(name, normal(0, 1)));
      }
      return sum;
    }
  }

  private static Quantity quantity(String name, double mean) {
    return new Quantity(name, mean, 1, -1, 0, 1);
  }

  private static JointModel<Block> model(LogJoint joint, String... published) {
    List<Quantity> quantities = new ArrayList<>();
    for (String name : published) {
      quantities.add(quantity(name, 0));
    }
    JointKind kind = new JointKind();
    Configuration none =
        Configuration.of("model { kind = joint, class = given }", "test.conf", List.of());
    Values settings = kind.settings().parse(none);
    Declared declared = new Declared(published.length, Optional.empty(), quantities);
    UserClass user = UserClass.of(joint).with(Optional.of(declared));
    return kind.model(
        settings.with(JointRows.CLASS, user), Vocabulary.of(List.of("x"), "test.conf"));
  }

  @Test
  void settingsComeInTheOrderOfTheirKeys() throws UserClasses.Unfit {
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      settings.put("name" + i * 7919 % 101, "" + i);
    }
    LogJoint made = UserClasses.make(BySettings.class, Collections.unmodifiableMap(settings));

    assertEquals(
        new ArrayList<>(new TreeMap<>(settings).keySet()),
        new JointModel<>(made, JointSettings.of("x")).coordinates());
  }

  @Test
  void theClassMustDeclareWhatIsPublishedInItsOrder() {
    assertEquals(List.of("a", "b"), model(JOINT, "a", "b").coordinates());

    String message =
        assertThrows(ConfigurationException.class, () -> model(JOINT, "b", "a")).getMessage();

    assertTrue(message.contains("in the same order and of the same sizes, [b, a], but"), message);
    assertTrue(message.endsWith("declares [a, b]"), message);
  }

  @Test
  void numbersThatAreNotFiniteAreReadAgain() {
    Declared told =
        new Declared(
            2,
            Optional.of("y"),
            List.of(quantity("a", Double.POSITIVE_INFINITY), quantity("b", 3)));
    ObjectNode json = Json.object();
    told.write(json);
    Declared read =
        Declared.read(JsonReader.of(Json.page(json).getBytes(UTF_8), "model.json")).orElseThrow();

    assertEquals(Double.NaN, read.quantities().get(0).mean());
    assertEquals(told.quantities().get(1), read.quantities().get(1));
    assertEquals(2, read.size());
  }

  @Test
  void aSizeBeyondWhatIsPublishedIsRefused() {
    ObjectNode json = Json.object();
    new Declared(1 << 30, Optional.empty(), List.of(quantity("a", 0))).write(json);

    assertEquals(
        "model.json: 'size' must be an integer from 1 to 1, but is 1073741824",
        assertThrows(FormatException.class, () -> Declared.read(new JsonReader(json, "model.json")))
            .getMessage());
  }

  /** 10 rows, then 4 more with or without all of the memory, then 3 more. */
  @Test
  void rowsThatAreHalfForgottenAreNoLongerCounted() {
    assertEquals(14, rows(JointKind.ofAll(weighing(10), weighing(4), 1)));
    Bundle forgotten = JointKind.ofAll(weighing(10), weighing(4), 0.5);
    assertEquals(0, rows(forgotten));
    assertEquals(0, rows(JointKind.ofAll(forgotten, weighing(3), 1)));
  }

  private static Bundle weighing(double rows) {
    Bundle bundle = Bundle.zeros(new JointModel<>(JOINT, JointSettings.of("x")).layout());
    bundle.values(JointModel.ROWS)[0] = rows;
    return bundle;
  }

  private static double rows(Bundle bundle) {
    return bundle.values(JointModel.ROWS)[0];
  }
}
