package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests' own special functions, at values known in closed form. */
class OracleTest {
  private static final double EULER = 0.5772156649015329;

  /** A few roundings of numbers near 1. */
  private static final double ROUNDING = 1e-14;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 0.69314718055994531", "0.5, 0.57236494292470009"})
  void logGammaOfSmallNumbers(double x, double expected) {
    assertEquals(expected, Oracle.logGamma(x), 10 * ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "3, 1.5", "0.5, -1.38629436111989062"})
  void digammaIsAHarmonicNumberLessEulersConstant(double x, double harmonic) {
    assertEquals(harmonic - EULER, Oracle.digamma(x), ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"1, 1.64493406684822644", "2, 0.64493406684822644", "0.5, 4.93480220054467931"})
  void trigammaIsATailOfInverseSquares(double x, double expected) {
    assertEquals(expected, Oracle.trigamma(x), ROUNDING);
  }
}
