package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Distribution functions of large parameters, beside the series that take long for them. */
class IncompleteFunctionsTest {
  /** Of a probability: cube roots are off by less than the inverse of their parameters. */
  private static final double OFF = 1e-7;

  /** Of limits where the smaller parameter is below 100: by its square over the larger one. */
  private static final double OFF_LIMIT = 1e-4;

  private static final double JUST_LARGE = IncompleteGamma.LARGE;

  @ParameterizedTest
  @ValueSource(doubles = {-4, -2, -0.5, 0, 1, 3})
  void largeShapesAreAsTheSeriesSays(double deviations) {
    double x = JUST_LARGE + deviations * Math.sqrt(JUST_LARGE);
    assertEquals(Gamma.regularizedGammaP(JUST_LARGE, x), IncompleteGamma.lower(JUST_LARGE, x), OFF);
    assertEquals(Gamma.regularizedGammaQ(JUST_LARGE, x), IncompleteGamma.upper(JUST_LARGE, x), OFF);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.025", "3, 0.5", "1e4, 0.975", "1e8, 0.025", "1e8, 0.975", "1e17, 0.3"})
  void quantilesHaveTheirShares(double shape, double share) {
    assertEquals(share, IncompleteGamma.lower(shape, IncompleteGamma.quantile(shape, share)), OFF);
  }

  @ParameterizedTest
  @CsvSource({
    "1e8, 1e8, 0.5",
    "1e8, 1e8, 0.50005",
    "1e8, 1e3, 0.99999",
    "1e3, 1e8, 1e-5",
    "2e8, 5e5, 0.9975"
  })
  void largeParametersAreAsTheContinuedFractionSays(double a, double b, double x) {
    double expected = Beta.regularizedBeta(x, a, b);
    assertEquals(expected, IncompleteBeta.lower(x, a, b), Math.min(a, b) < 1e4 ? 1e-5 : OFF);
  }

  @ParameterizedTest
  @CsvSource({"1e8, 3, 0.99999997", "1e8, 40, 0.9999996", "2, 1e8, 2e-8", "50, 1e8, 5.2e-7"})
  void besideFewOthersTheyAreGammas(double a, double b, double x) {
    assertEquals(Beta.regularizedBeta(x, a, b), IncompleteBeta.lower(x, a, b), OFF_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e9, 1e15, 1e18, 1e100, 1e300})
  void nothingTakesLong(double large) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          double[] all = {
            IncompleteGamma.lower(large, large),
            IncompleteGamma.upper(large, 1),
            IncompleteGamma.upper(1, large),
            IncompleteGamma.quantile(large, 0.025) / large,
            IncompleteBeta.lower(0.5, large, large),
            IncompleteBeta.lower(0.5, 2, large),
            IncompleteBeta.lower(0.5, large, 2)
          };
          for (double value : all) {
            assertTrue(value >= 0 && value <= 1, () -> Double.toString(value));
          }
        });
  }

  @Test
  void endsHaveNothingOrEverything() {
    double infinite = Double.POSITIVE_INFINITY;
    for (double a : new double[] {2, 1e3, 1e9}) {
      assertEquals(1, IncompleteGamma.lower(a, infinite));
      assertEquals(0, IncompleteGamma.upper(a, infinite));
      for (double b : new double[] {2, 1e3, 1e9}) {
        assertEquals(0, IncompleteBeta.lower(0, a, b));
        assertEquals(1, IncompleteBeta.lower(1, a, b));
      }
    }
  }
}
