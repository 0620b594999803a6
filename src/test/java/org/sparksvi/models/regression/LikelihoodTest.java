package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.numeric.StandardNormal;

/** Likelihoods beside finite differences and sums of fine steps. */
class LikelihoodTest {
  /** Central differences with steps of 1e-4 of functions of the size of 10. */
  private static final double DIFFERENCES = 1e-5;

  /** Quadrature by 20 nodes of predictors that deviate by up to 1.5. */
  private static final double NODES = 2e-5;

  private static final double STEP = 1e-4;

  static Stream<ScalarLikelihood> all() {
    return Stream.of(
        new Normal(NoisePrior.gamma(2, 3)),
        new Logistic(),
        new Probit(),
        new Poisson(),
        new NegativeBinomial(1.7),
        new StudentT(2, 4),
        new GammaResponse(2.5));
  }

  private static List<Double> responses(ScalarLikelihood likelihood) {
    return Stream.of(0.0, 1.0, 0.3, 2.0, 7.0, -1.5)
        .filter(y -> likelihood.refused(y).isEmpty())
        .toList();
  }

  private static double difference(DoubleUnaryOperator of, double at) {
    return (of.applyAsDouble(at + STEP) - of.applyAsDouble(at - STEP)) / (2 * STEP);
  }

  private static void assertClose(double expected, double actual, double tolerance) {
    assertEquals(expected, actual, tolerance * (1 + Math.abs(expected)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void slopesAndCurvaturesAreDerivatives(ScalarLikelihood p) {
    for (double y : responses(p)) {
      for (double f : new double[] {-3, -0.4, 0.1, 2}) {
        assertClose(difference(x -> p.log(y, x), f), p.slope(y, f), DIFFERENCES);
        assertClose(-difference(x -> p.slope(y, x), f), p.curvature(y, f), DIFFERENCES);
      }
    }
  }

  /** E g(f) by steps of a hundredth of a deviation. */
  private static double mean(DoubleUnaryOperator g, double mean, double variance) {
    double sum = 0;
    double deviation = Math.sqrt(variance);
    for (int i = -1000; i <= 1000; i++) {
      double z = i / 100.0;
      double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) / 100;
      sum += density * g.applyAsDouble(mean + deviation * z);
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("all")
  void expectationsAreThoseOfFineSteps(ScalarLikelihood p) {
    double[] out = new double[3];
    for (double y : responses(p)) {
      for (double variance : new double[] {1e-8, 0.04, 0.5}) {
        for (double m : new double[] {-1.5, 0.2, 1}) {
          p.expect(y, m, variance, out);
          assertClose(mean(f -> p.log(y, f), m, variance), out[0], NODES);
          assertClose(mean(f -> p.slope(y, f), m, variance), out[1], NODES);
          assertClose(mean(f -> p.curvature(y, f), m, variance), out[2], 20 * NODES);
        }
      }
    }
  }

  /** The step and the bound are of the same quadrature. */
  @ParameterizedTest
  @MethodSource("all")
  void aSiteIsTheDerivativeOfTheExpectationAsItIsComputed(ScalarLikelihood p) {
    double[] out = new double[3];
    for (double y : responses(p)) {
      for (double variance : new double[] {0.3, 4, 30}) {
        double m = 0.4;
        p.expect(y, m, variance, out);
        double slope = out[1];
        double curvature = out[2];
        assertClose(difference(x -> value(p, y, x, variance, out), m), slope, DIFFERENCES);
        assertClose(-2 * difference(v -> value(p, y, m, v, out), variance), curvature, DIFFERENCES);
      }
    }
  }

  private static double value(ScalarLikelihood p, double y, double m, double v, double[] out) {
    p.expect(y, m, v, out);
    return out[0];
  }

  /** Where log p is concave, so is every site, however wide. */
  @Test
  void curvaturesAreNotNegative() {
    double[] out = new double[3];
    for (ScalarLikelihood p : List.of(new Logistic(), new Probit(), new NegativeBinomial(0.5))) {
      for (double m = -60; m <= 60; m += 7.3) {
        for (double deviation : new double[] {0.1, 3, 30, 300}) {
          p.expect(1, m, deviation * deviation, out);
          assertTrue(out[2] >= 0, p + " at " + m + ", " + deviation + ": " + out[2]);
          assertTrue(Double.isFinite(out[0]), p + " at " + m + ", " + deviation);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void dispersionsMoveByTheDerivativesOfTheirLogs(ScalarLikelihood p) {
    int count = p.dispersions().size();
    double[] at =
        p instanceof StudentT t
            ? new double[] {t.precision(), t.degrees()}
            : p instanceof NegativeBinomial b
                ? new double[] {b.size()}
                : p instanceof GammaResponse g ? new double[] {g.shape()} : new double[0];
    assertEquals(at.length, count);
    double[] out = new double[3];
    for (double y : responses(p)) {
      double[] slopes = new double[count];
      double[] curvatures = new double[count];
      p.addDispersion(y, 0.3, 0.2, 2, slopes, curvatures);
      for (int d = 0; d < count; d++) {
        int which = d;
        DoubleUnaryOperator bound =
            log -> {
              double[] values = at.clone();
              values[which] = Math.exp(log);
              return 2 * value(p.with(values), y, 0.3, 0.2, out);
            };
        double log = Math.log(at[d]);
        double second =
            (bound.applyAsDouble(log + 1e-3)
                    - 2 * bound.applyAsDouble(log)
                    + bound.applyAsDouble(log - 1e-3))
                / 1e-6;
        assertClose(difference(bound, log), slopes[d], DIFFERENCES);
        assertClose(-second, curvatures[d], 10 * DIFFERENCES);
      }
    }
  }

  /** Cumulative probabilities are sums or integrals of densities; moments are theirs. */
  @ParameterizedTest
  @MethodSource("all")
  void densitiesAddUpToCumulativeProbabilities(ScalarLikelihood p) {
    double f = 0.7;
    boolean counted = p.whole() || p instanceof Logistic || p instanceof Probit;
    double step = counted ? 1 : 1e-3;
    double low = counted ? 0 : p instanceof GammaResponse ? 0.5 * step : -60;
    double sum = 0;
    double first = 0;
    for (double y = low; y < 60 && (p.whole() || !counted || y <= 1); y += step) {
      double mass = step * Math.exp(p.log(y, f));
      sum += mass;
      first += y * mass;
      if (counted || Math.abs(y - 2) < 0.5 * step) {
        assertEquals(p.cumulative(y + (counted ? 0.5 : 0.5 * step), f), sum, 2e-4);
      }
    }
    assertEquals(1, sum, 1e-3);
    assertEquals(p.mean(f), first, p instanceof StudentT ? 2e-2 : 1e-3); // heavy tails are cut
  }

  @ParameterizedTest
  @MethodSource("all")
  void quantilesAreWhereCumulativeProbabilitiesAre(ScalarLikelihood p) {
    Noise noise = p.noise().map(prior -> new Noise(prior.shape(), prior.rate())).orElse(Noise.NONE);
    Predictive predictive = p.predictive(noise);
    for (double share : new double[] {0.025, 0.5, 0.975}) {
      double y = predictive.quantile(share, 0.4, 0.3);
      if (predictive instanceof Predictive.Mixed) {
        double below = mean(f -> p.cumulative(y - (p.whole() ? 1 : 0), f), 0.4, 0.3);
        double upTo = mean(f -> p.cumulative(y, f), 0.4, 0.3);
        assertTrue(below <= share + 1e-5 && upTo >= share - 1e-5, p + ": " + below + ", " + upTo);
      }
      assertTrue(Double.isFinite(y));
    }
  }

  @Test
  void tailsOfProbitAreThoseOfTheNormalDistribution() {
    // log Φ(-10), log Φ(-37.5): mpmath
    assertEquals(-53.23128515051247, StandardNormal.logCumulative(-10), 1e-11);
    assertEquals(-707.668989317507, StandardNormal.logCumulative(-37.5), 1e-10);
    assertEquals(
        StandardNormal.logCumulative(-3.9999999), StandardNormal.logCumulative(-4.0000001), 1e-6);
    assertEquals(StandardNormal.slope(-3.9999999), StandardNormal.slope(-4.0000001), 1e-6);
  }
}
