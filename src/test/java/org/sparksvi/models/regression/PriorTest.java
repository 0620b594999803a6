package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Traces;

/** Priors are densities that their tangents are below, and shrink as they should. */
class PriorTest {
  /** Sums of steps of a thousandth, of densities with a pole or a kink at 0. */
  private static final double SUMS = 5e-3;

  static Stream<Prior> all() {
    return Stream.of(
        new NormalPrior(1.5),
        new StudentPrior(4, 0.7),
        new LaplacePrior(0.8),
        new HorseshoePrior(0.3, 3));
  }

  @ParameterizedTest
  @MethodSource("all")
  void densitiesIntegrateToOne(Prior prior) {
    double sum = 0;
    for (double log = -30; log < 8; log += 1e-3) { // β = e^log, either sign
      double beta = Math.exp(log + 5e-4);
      sum += 2 * beta * 1e-3 * Math.exp(prior.logDensity(beta * beta));
    }
    assertEquals(1, sum, SUMS);
  }

  @ParameterizedTest
  @MethodSource("all")
  void precisionsAreSlopesByTheSquareAndTangentsAreBelow(Prior prior) {
    for (double square : new double[] {1e-4, 0.1, 0.5, 2, 30}) {
      double step = 1e-5 * square;
      double slope =
          (prior.logDensity(square + step) - prior.logDensity(square - step)) / (2 * step);
      assertEquals(-2 * slope, prior.precision(square), 1e-5 * prior.precision(square));
      for (double other : new double[] {1e-3, 0.3, 5, 80}) {
        double tangent =
            prior.logDensity(square) - 0.5 * prior.precision(square) * (other - square);
        assertTrue(tangent <= prior.logDensity(other) + 1e-12, prior + " at " + square);
      }
    }
  }

  @Test
  void theExponentialIntegralIsThatOfTables() {
    // e^u E₁(u): mpmath
    assertEquals(2.014642544708451, ScaledExponentialIntegral.of(0.1), 1e-13);
    assertEquals(0.596347362323194, ScaledExponentialIntegral.of(1), 1e-13);
    assertEquals(0.09156333393978808, ScaledExponentialIntegral.of(10), 1e-14);
    assertEquals(
        1 / (1 * ScaledExponentialIntegral.of(1)) - 1, ScaledExponentialIntegral.excess(1), 1e-12);
  }

  static Stream<Prior> shrinking() {
    return Stream.of(
        new LaplacePrior(0.3), new StudentPrior(1e-3, 1e-2), new HorseshoePrior(0.05, 10));
  }

  /** Two signals among forty columns. */
  @ParameterizedTest
  @MethodSource("shrinking")
  void noiseIsShrunkAndSignalsAreLeft(Prior prior) {
    for (Likelihood likelihood : new Likelihood[] {new Logistic(), Normal.VAGUE}) {
      double[] coefficients = new double[41];
      coefficients[0] = 2;
      coefficients[1] = -2;
      RegressionData data = RegressionData.drawn(likelihood, 400, coefficients, 13);
      Regression plain = RegressionData.model(40, likelihood, new NormalPrior(5), true);
      Regression model = RegressionData.model(40, likelihood, prior, true);

      Fit fit = Fits.batch(model, data.blocks(), 15, 1);

      Traces.assertNeverFalls(fit, 1e-9);
      RegressionSummary shrunk = model.summary(fit.parameters());
      RegressionSummary free = plain.summary(Fits.batch(plain, data.blocks(), 8, 1).parameters());
      assertTrue(noise(shrunk) < 0.9 * noise(free), noise(shrunk) + " of " + noise(free));
      // a prior that is nearly flat in the log of scales has an evidence of its own
      assertTrue(
          prior instanceof StudentPrior
              || shrunk.evidence().orElseThrow() > free.evidence().orElseThrow());
      for (int c = 0; c < 2; c++) {
        double mean = shrunk.coefficients().get(c).mean();
        assertEquals(coefficients[c], mean, 0.6, "column " + c);
      }
    }
  }

  /** Mean square of the coefficients that are nothing. */
  private static double noise(RegressionSummary summary) {
    return summary.coefficients().subList(2, 40).stream()
        .mapToDouble(b -> b.mean() * b.mean())
        .average()
        .orElseThrow();
  }
}
