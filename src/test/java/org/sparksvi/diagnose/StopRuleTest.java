package org.sparksvi.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.diagnose.Verdict.Outcome;

/** Scores of epochs, and what they mean. */
class StopRuleTest {

  @ParameterizedTest
  @CsvSource({
    // too early to tell
    "0.01, '', ",
    "0.01, '-7', ",
    "0.01, '-7 -7 -7', ",
    // half of the epochs with next to no gain
    "0.01, '-7 -6.995 -6.993 -6.992', CONVERGED",
    "0.01, '-7 -6.9 -6.895 -6.894', CONVERGED",
    "0.01, '-7 -6.9 -6.895 -6.88', ",
    "0.01, '-9 -8 -7 -6 -6 -6', ",
    "0.01, '-9 -8 -7 -6 -6 -6 -6 -6', CONVERGED",
    // gains of one half that promise as much again, ever: 1/log
    "0.01, '0 0.009 0.0135 0.018', ",
    // off a plateau
    "0.01, '0 0.001 0.002 0.006', ",
    // an improvement of the tolerance is worth going on for
    "0.5, '1 1.5 2 2.5', ",
    // standing still, and falling a little
    "0.01, '-7 -7 -7 -7', CONVERGED",
    "0.01, '-7 -7.001 -7.002 -7.003', CONVERGED",
    // 0 never converges
    "0, '-7 -7 -7 -7', ",
    "0, '-7 -6.9 -6.9 -6.9', ",
    // three falls in a row of more than one percent each, and of more than it ever varied
    "0, '-7 -7 -7 -7.08 -7.16 -7.24', DIVERGING",
    "0.01, '-7 -7 -7 -7.08 -7.16 -7.24', DIVERGING",
    "0, '-7 -8 -9 -10 -11 -12', DIVERGING",
    "0, '-7 -8 -9 -10 -11', ",
    "0, '-7 -7 -7 -7.08 -7.16 -7.2', ",
    "0, '-7 -7.3 -7 -7.08 -7.16 -7.24', ",
    "0, '-9 -8 -7 -7.5 -8 -8.5', ",
    "0, '-9 -8 -7 -8 -9 -10', DIVERGING",
    "0, '1 1 1 0.9 0.8 0.7', DIVERGING",
    // up and down about nought
    "0, '0.1 -0.2 0.3 0.1 -0.1 -0.2', ",
    // what is not a number says nothing
    "0.01, '-7 NaN -7 -7', ",
    "0.01, 'NaN NaN NaN NaN', "
  })
  void judges(double tolerance, String scores, Outcome expected) {
    Optional<Outcome> outcome =
        new StopRule(tolerance).judge(numbers(scores), 1).map(Verdict::outcome);

    assertEquals(Optional.ofNullable(expected), outcome);
  }

  /**
   * A half that gains 0.001 an epoch: 3 epochs of ten are left where an epoch goes half the way.
   */
  @ParameterizedTest
  @CsvSource({
    "1, CONVERGED",
    "0.5, CONVERGED",
    "0.1, CONVERGED",
    "0.04, PLATEAU",
    "0.001, PLATEAU"
  })
  void smallStepsAreNoEnd(double moved, Outcome expected) {
    double[] scores = numbers("-7 -6.995 -6.994 -6.993");

    assertEquals(expected, new StopRule(0.01).judge(scores, moved).orElseThrow().outcome());
  }

  /** Steps of a share f down a parabola, so small that each gains less than the tolerance. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-3, 1e-5})
  void convergedIsNeverFartherThanTheToleranceOnAParabola(double moved) {
    double tolerance = 1e-3;
    StopRule rule = new StopRule(tolerance);
    double[] scores =
        IntStream.range(0, 2000).mapToDouble(t -> -Math.pow(1 - moved, 2.0 * t)).toArray();
    for (int n = 4; n <= scores.length; n += 7) {
      double[] seen = Arrays.copyOf(scores, n);
      boolean converged =
          rule.judge(seen, moved).map(Verdict::outcome).orElse(Outcome.STOPPED)
              == Outcome.CONVERGED;
      assertTrue(!converged || -seen[n - 1] <= tolerance, n + " epochs: " + seen[n - 1]);
    }
  }

  @Test
  void aFallIsNotAnEnd() {
    Verdict fallen =
        new StopRule(0.01).judge(numbers("-7 -7 -7 -7.05 -7.02 -7.06"), 1).orElseThrow();

    assertEquals(Outcome.PLATEAU, fallen.outcome());
    assertEquals(
        "over the last 3 epochs the score fell by 0.0600000 to -7.060000, more than the tolerance 0.01",
        fallen.reason());
  }

  @Test
  void saysTheNumbers() {
    assertEquals(
        "over the last 2 epochs the score changed by 0.00200000 to -6.993000, and at most 0.00133 is"
            + " left to gain (tolerance 0.01)",
        new StopRule(0.01).judge(numbers("-7 -6.995 -6.994 -6.993"), 1).orElseThrow().reason());
    assertEquals(
        "over the last two epochs the score fell by 0.500000 and 0.250000 to -8.000000 (tolerance"
            + " 0.01)",
        new StopRule(0.01).judge(numbers("-7 -7 -7 -7.25 -7.75 -8"), 1).orElseThrow().reason());
  }

  /** Scores −c t^−p gain c n^−p more without end, and nine tenths of it or less in ten times n. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2})
  void whatIsLeftOfAPowerIsExact(double power) {
    double[] scores = IntStream.rangeClosed(1, 64).mapToDouble(t -> -Math.pow(t, -power)).toArray();

    assertEquals(Math.pow(64, -power), StopRule.left(scores), 1e-12);
  }

  /** Ten times as many epochs never gain more than what is left, of gains that fall. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.99})
  void moreThanALinearRateGains(double rate) {
    double[] scores = IntStream.rangeClosed(1, 64).mapToDouble(t -> -Math.pow(rate, t)).toArray();

    assertTrue(StopRule.left(scores) >= -scores[63] + Math.pow(rate, 640) - 0.1 * -scores[63]);
  }

  @Test
  void gainsThatRiseGoOnForTenTimes() {
    double[] scores = IntStream.rangeClosed(1, 64).mapToDouble(t -> Math.log(t)).toArray();

    assertEquals(Math.log(640) - Math.log(64), StopRule.left(scores), 1e-12);
  }

  @Test
  void refusesANegativeTolerance() {
    assertEquals(
        "tolerance must be at least 0, but was -1.0",
        assertThrows(IllegalArgumentException.class, () -> new StopRule(-1)).getMessage());
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
