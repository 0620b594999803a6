package org.sparksvi.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.numeric.ExactSum;

/** Standard errors of rows of any weight, of the sums that hold them. */
class MeanScoreTest {
  private static final double[] LOGS = {-1, -2, -4};

  private static MeanScore weighing(double weight) {
    double[] sums = new double[5];
    ExactSum squares = new ExactSum();
    ExactSum products = new ExactSum();
    ExactSum unitSquares = new ExactSum();
    for (double log : LOGS) {
      sums[0] += weight * log;
      sums[1] += weight;
      squares.add(weight * log * weight * log);
      products.add(weight * log * weight);
      unitSquares.add(weight * weight);
    }
    return MeanScore.of(
        sums[0], sums[1], LOGS.length, squares.value(), products.value(), unitSquares.value());
  }

  /** √(3/2 · ((4/3)² + (1/3)² + (5/3)²)) / 3 */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e30, 1e-30, 1e-54})
  void theErrorIsThatOfAnyWeight(double weight) {
    double expected = Math.sqrt(1.5 * 42 / 9) / 3;
    // of squares that are rounded to 2^-41 of themselves
    assertEquals(expected, weighing(weight).standardError().orElseThrow(), 1e-10);
  }

  /** Squares of these are 0, or a few quanta: an error of 0 would be believed. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-58, 1e-60, 1e-61, 1e-80, 1e-100})
  void thereIsNoErrorOfWeightsWhoseSquaresAreLost(double weight) {
    assertEquals(OptionalDouble.empty(), weighing(weight).standardError());
    assertEquals(-7 / 3.0, weighing(weight).mean(), 1e-12);
  }

  @Test
  void oneRowHasNone() {
    assertEquals(OptionalDouble.empty(), MeanScore.of(-1, 1, 1, 1, -1, 1).standardError());
  }
}
