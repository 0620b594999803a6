package org.sparksvi.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.laws.RuleRun;

/** Single rules against numbers worked out by hand. */
class RulesTest {
  private static final double ROUNDING = 1e-15;

  @ParameterizedTest
  @CsvSource({
    // (τ0 + t)^−κ: 2^−1, 4^−1, 4^−0.75, 1024^−0.6, 64^−(2/3)
    "0, 1, 2, 0.5", "1, 1, 3, 0.25", "3, 0.75, 1, 0.35355339059327379",
    "1000, 0.6, 24, 0.015625", "0, 0.66666666666666663, 64, 0.0625", "0, 0.7, 1, 1"
  })
  void robbinsMonroIsAPowerOfDelayPlusStep(
      double delay, double forgetting, long step, double expected) {
    assertEquals(expected, new RobbinsMonro(delay, forgetting).rate(step), ROUNDING);
  }

  /** With β1 = β2 = ½ and ε = 0+: m, v and their corrections in fractions. */
  @Test
  void adamsFirstTwoStepsByHand() {
    Adam adam = new Adam(0.1, 0.5, 0.5, 1e-300);
    double[][] memory = new double[2][1];

    double[] first = {4};
    RuleRun.apply(adam, 1, memory, new double[1], first);
    double[] second = {-2};
    RuleRun.apply(adam, 2, memory, new double[1], second);

    // m = 2, v = 8; corrected 4 and 16: step 0.1 · 4 / 4
    assertArrayEquals(new double[] {0.1}, first, ROUNDING);
    // m = 0, v = 6
    assertArrayEquals(new double[] {0}, second, ROUNDING);
    assertArrayEquals(new double[] {0}, memory[0], ROUNDING);
    assertArrayEquals(new double[] {6}, memory[1], ROUNDING);
  }

  @Test
  void clipShortensWhatIsLongAndLeavesTheRest() {
    double[] longer = {3, -4};
    double[] shorter = {0.3, -0.4};

    RuleRun.apply(new Clip(1), 1, new double[0][], new double[2], longer);
    RuleRun.apply(new Clip(1), 1, new double[0][], new double[2], shorter);

    assertArrayEquals(new double[] {0.6, -0.8}, longer, ROUNDING);
    assertArrayEquals(new double[] {0.3, -0.4}, shorter);
  }

  @Test
  void aChainIsTheFirstRuleThenTheSecond() {
    double[] clippedThenDoubled = {30, 40};
    double[] doubledThenClipped = {30, 40};
    double[][] none = {};

    RuleRun.apply(new Clip(1).then(new Constant(2)), 1, none, new double[2], clippedThenDoubled);
    RuleRun.apply(new Constant(2).then(new Clip(1)), 1, none, new double[2], doubledThenClipped);

    assertArrayEquals(new double[] {1.2, 1.6}, clippedThenDoubled, ROUNDING);
    assertArrayEquals(new double[] {0.6, 0.8}, doubledThenClipped, ROUNDING);
  }

  @Test
  void aChainsMemoryHoldsTheFirstRulesFirst() {
    Adam quick = new Adam(1, 0, 0.5, 1e-8);
    Adam slow = new Adam(1, 0.9, 0.5, 1e-8);
    double[][] memory = new double[4][1];

    RuleRun.apply(quick.then(slow), 1, memory, new double[1], new double[] {4});

    assertEquals(4, quick.then(slow).memories());
    assertEquals(4, memory[0][0], ROUNDING); // β1 = 0: the gradient itself
    assertEquals(8, memory[1][0], ROUNDING);
    assertEquals(0.1, memory[2][0], 1e-8); // a tenth of the first rule's step, 1
  }

  @Test
  void everyFieldMayHaveARuleOfItsOwn() {
    Field weights = Field.ascended("weights", 1, 1);
    Field topics = Field.mixed("topics", 1, 1);

    Rules rules = Rules.all(new Adam(0.1)).with("topics", new Constant(1));

    assertEquals(new Adam(0.1), rules.of(weights));
    assertEquals(new Constant(1), rules.of(topics));
    assertEquals(1, rules.schedule(topics).rate(5));
  }

  @Test
  void refusesWhatDoesNotFitTheLayoutByName() {
    Layout layout = Layout.of(Field.mixed("topics", 1, 1), Field.ascended("weights", 1, 1));

    assertMessage(
        "field 'topics' moves toward a target, so its rule must be a rate, but was"
            + " Adam[rate=0.1, firstDecay=0.9, secondDecay=0.999, epsilon=1.0E-8]",
        () -> Rules.all(new Adam(0.1)).check(layout));
    assertMessage(
        "field 'topics' moves toward a target, so its rate must be at most 1, but that of"
            + " Constant[rate=2.0] is 2.0",
        () -> Rules.all(new Constant(2)).check(layout));
    assertMessage(
        "the layout has no field 'topic'; it has [topics, weights]",
        () -> Rules.all(new Constant(1)).with("topic", new Constant(1)).check(layout));
  }

  @Test
  void refusesSettingsOutsideTheirRange() {
    assertMessage("delay must be at least 0, but was -1.0", () -> new RobbinsMonro(-1, 0.7));
    assertMessage("forgetting must be in (0.5, 1], but was 0.5", () -> new RobbinsMonro(1, 0.5));
    assertMessage("rate must be positive, but was 0.0", () -> new Constant(0));
    assertMessage("rate must be positive, but was NaN", () -> new Adam(Double.NaN));
    assertMessage("firstDecay must be in [0, 1), but was 1.0", () -> new Adam(0.1, 1, 0.999, 1e-8));
    assertMessage("epsilon must be positive, but was 0.0", () -> new Adam(0.1, 0.9, 0.999, 0));
    assertMessage("limit must be positive, but was -3.0", () -> new Clip(-3));
  }

  private static void assertMessage(String expected, Runnable work) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
