package org.sparksvi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.update.Adam;
import org.sparksvi.update.AdamW;
import org.sparksvi.update.Clip;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Cosine;
import org.sparksvi.update.Exponential;
import org.sparksvi.update.InverseRoot;
import org.sparksvi.update.Momentum;
import org.sparksvi.update.MovingAverage;
import org.sparksvi.update.PolyakAverage;
import org.sparksvi.update.Stage;
import org.sparksvi.update.Staircase;
import org.sparksvi.update.WarmUp;

/** Which rule a configuration of gradients stands for. */
class GradientSettingsTest {
  private static List<Stage> stages(String... settings) {
    List<String> overrides =
        List.of(settings).stream().map(s -> "inference.gradient." + s).toList();
    return GradientSettings.of(Configuration.of("", "conf/x.conf", overrides)).rule().stages();
  }

  @Test
  void withoutAnyKeyItIsAdam() {
    assertEquals(List.of(new Adam(0.003, 0.9, 0.999, 1e-8)), stages());
  }

  @Test
  void everyPartHasItsPlace() {
    List<Stage> stages =
        stages(
            "clip=5",
            "rate=0.01",
            "epsilon=1e-6",
            "warm-up-rounds=100",
            "decay=cosine",
            "averaging=moving",
            "averaging-decay=0.99");

    assertEquals(
        List.of(
            new Clip(5, Stage.Norm.ALL_FIELDS),
            new Adam(0.01, 0.9, 0.999, 1e-6),
            new WarmUp(100).times(new Cosine(10000, 0.1)),
            new MovingAverage(0.99)),
        stages);
  }

  @Test
  void adamWDecaysWeights() {
    assertEquals(
        new AdamW(new Adam(0.002), 0.1).stages(),
        stages("rule=adamw", "rate=0.002", "weight-decay=0.1"));
  }

  @Test
  void sgdMayHaveMomentum() {
    assertEquals(List.of(new Constant(0.5)), stages("rule=sgd", "rate=0.5"));
    assertEquals(
        List.of(new Momentum(0.9, true), new Constant(0.5)),
        stages("rule=sgd", "rate=0.5", "momentum=0.9", "nesterov=true"));
  }

  @Test
  void ratesFallAsAsked() {
    Adam adam = new Adam(0.003);
    assertEquals(
        List.of(adam, new Exponential(7, 0.5)),
        stages("decay=exponential", "decay-rounds=7", "decay-factor=0.5"));
    assertEquals(List.of(adam, new Staircase(7, 0.1)), stages("decay=staircase", "decay-rounds=7"));
    assertEquals(List.of(adam, new InverseRoot(7)), stages("decay=inverse-root", "decay-rounds=7"));
  }

  @Test
  void fieldsMayBeClippedOneByOne() {
    assertEquals(
        List.of(new Clip(2, Stage.Norm.FIELD), new Adam(0.003)),
        stages("clip=2", "clip-all-fields=false"));
  }

  @Test
  void thePlainMeanBeginsWhereAsked() {
    assertEquals(
        List.of(new Adam(0.003), new PolyakAverage(30)),
        stages("averaging=polyak", "averaging-first=30"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule=sdg | rule must be adam, adamw or sgd, but was \"sdg\"",
        "rate=0 | rate must be a positive number, but was 0",
        "first-decay=1 | first-decay must be a number in [0, 1), but was 1",
        "epsilon=-1 | epsilon must be a positive number, but was -1",
        "clip=0 | clip must be a positive number, but was 0",
        "warm-up-rounds=-1 | warm-up-rounds must be a whole number from 0 to 1099511627776, but was -1",
        "decay-factor=2 | decay-factor must be a number in (0, 1], but was 2",
        "averaging=mean | averaging must be none, moving or polyak, but was \"mean\"",
        "momentum=0.9 | momentum must not be given where inference.gradient.rule is adam, but was 0.9",
        "weight-decay=1 | weight-decay must not be given where inference.gradient.rule is adam, but was 1",
      })
  void refusesWhatDoesNotFitByName(String setting, String message) {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> stages(setting));

    String key = "inference.gradient." + setting.substring(0, setting.indexOf('='));
    assertEquals("-s " + key + ": inference.gradient." + message, refused.getMessage());
  }

  @Test
  void refusesCombinationsByName() {
    assertRefused(
        "weight-decay must be a number from 0 to below 1 / rate, but was 2",
        "rule=adamw",
        "rate=0.5",
        "weight-decay=2");
    assertRefused(
        "nesterov must be false where inference.gradient.momentum is 0, but was true",
        "rule=sgd",
        "nesterov=true");
    assertRefused(
        "epsilon must not be given where inference.gradient.rule is sgd, but was 1",
        "rule=sgd",
        "epsilon=1");
  }

  private static void assertRefused(String message, String... settings) {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> stages(settings));

    assertEquals(
        "inference.gradient." + message,
        refused.getMessage().substring(refused.getMessage().indexOf(": ") + 2));
  }
}
