package org.sparksvi.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.diagnose.Verdict.Outcome;

/** Scores of epochs, and what they mean. */
class StopRuleTest {

  @ParameterizedTest
  @CsvSource({
    // too early to tell
    "0.01, '', ",
    "0.01, '-7', ",
    "0.01, '-7 -7', ",
    // two small improvements in a row, not one
    "0.01, '-7 -6.995 -6.992', CONVERGED",
    "0.01, '-7 -6.9 -6.895', ",
    "0.01, '-7 -6.995 -6.9', ",
    "0.01, '-9 -8 -7 -6.995 -6.992', CONVERGED",
    // an improvement of the tolerance is worth going on for
    "0.5, '1 1.5 2', ",
    // standing still, and falling a little
    "0.01, '-7 -7 -7', CONVERGED",
    "0.01, '-7 -7.001 -7.002', CONVERGED",
    // 0 never converges
    "0, '-7 -7 -7', ",
    "0, '-7 -7.001 -7.002', ",
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
    "0.01, '-7 NaN -7', ",
    "0.01, 'NaN NaN NaN', "
  })
  void judges(double tolerance, String scores, Outcome expected) {
    Optional<Outcome> outcome =
        new StopRule(tolerance).judge(numbers(scores)).map(Verdict::outcome);

    assertEquals(Optional.ofNullable(expected), outcome);
  }

  @Test
  void saysTheNumbers() {
    assertEquals(
        "over the last two epochs the score changed by 0.00500000 and 0.00250000 to -6.992500"
            + " (tolerance 0.01)",
        new StopRule(0.01).judge(numbers("-7 -6.995 -6.9925")).orElseThrow().reason());
    assertEquals(
        "over the last two epochs the score fell by 0.500000 and 0.250000 to -8.000000 (tolerance"
            + " 0.01)",
        new StopRule(0.01).judge(numbers("-7 -7 -7 -7.25 -7.75 -8")).orElseThrow().reason());
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
