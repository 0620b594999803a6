package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;

/**
 * Coefficients are drawn from the prior, rows from the coefficients: of 1000 such sets 90 % of
 * intervals that hold 90 % of the posterior hold what was drawn.
 */
@Tag("slow")
class CalibrationTest {
  private static final int SETS = 1000;
  private static final int ROWS = 80;
  private static final double SCALE = 0.7; // of slopes and intercepts
  private static final double Z90 = 1.6448536269514722;

  /** Three standard deviations of a share of 1000 sets are 0.028; seen are 0.878 to 0.899. */
  private static final double LEAST = 0.87;

  private static final double MOST = 0.93;

  /** Draws a response of predictors. */
  @FunctionalInterface
  private interface Response {
    double draw(double[] f, Random random);
  }

  /** A likelihood, and what its responses are drawn from. */
  private record Family(String name, Likelihood likelihood, int rounds, Response response) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Family> families() {
    return Stream.of(
        new Family("gaussian", Normal.VAGUE, 2, (f, random) -> f[0] + 0.8 * random.nextGaussian()),
        new Family(
            "student-t",
            new StudentT(),
            40,
            (f, random) -> f[0] + 0.8 * random.nextGaussian() / Math.sqrt(gamma(4, random))),
        new Family("logistic", new Logistic(), 8, (f, random) -> f[0] > logistic(random) ? 1 : 0),
        new Family("probit", new Probit(), 8, (f, random) -> f[0] > random.nextGaussian() ? 1 : 0),
        new Family("poisson", new Poisson(), 10, (f, random) -> poisson(Math.exp(f[0]), random)),
        new Family(
            "negative-binomial",
            new NegativeBinomial(),
            40,
            (f, random) -> poisson(Math.exp(f[0]) * gamma(2, random), random)),
        new Family(
            "gamma", new GammaResponse(), 40, (f, random) -> Math.exp(f[0]) * gamma(2, random)),
        new Family(
            "ordinal",
            new Ordinal(4),
            40,
            (f, random) -> {
              double y = f[0] + logistic(random);
              return y < -1 ? 0 : y < 0 ? 1 : y < 1 ? 2 : 3;
            }),
        new Family(
            "multinomial",
            new Multinomial(3),
            10,
            (f, random) -> {
              double[] odds = {1, Math.exp(f[0]), Math.exp(f[1])};
              double left = random.nextDouble() * (odds[0] + odds[1] + odds[2]);
              return left < odds[0] ? 0 : left < odds[0] + odds[1] ? 1 : 2;
            }));
  }

  private static double logistic(Random random) {
    return -Math.log(1 / random.nextDouble() - 1);
  }

  /** Of a whole shape and mean 1. */
  private static double gamma(int shape, Random random) {
    double sum = 0;
    for (int i = 0; i < shape; i++) {
      sum -= Math.log(random.nextDouble());
    }
    return sum / shape;
  }

  private static double poisson(double mean, Random random) {
    int count = 0;
    for (double t = -Math.log(random.nextDouble()); t < mean; count++) {
      t -= Math.log(random.nextDouble());
    }
    return count;
  }

  @ParameterizedTest
  @MethodSource("families")
  void intervalsHoldAsManyCoefficientsAsTheySay(Family family) {
    int predictors = family.likelihood().predictors();
    Regression model =
        new Regression(
            new RegressionSettings(
                1, family.likelihood(), new NormalPrior(SCALE), false, false, SCALE));
    Random random = new Random(17);
    int[] hits = new int[predictors];
    for (int set = 0; set < SETS; set++) {
      double[] slopes = new double[predictors];
      double[] intercepts = new double[predictors];
      for (int c = 0; c < predictors; c++) {
        slopes[c] = SCALE * random.nextGaussian();
        intercepts[c] = SCALE * random.nextGaussian();
      }
      double[][] x = new double[ROWS][1];
      double[] y = new double[ROWS];
      double[] f = new double[predictors];
      for (int r = 0; r < ROWS; r++) {
        x[r][0] = random.nextGaussian();
        for (int c = 0; c < predictors; c++) {
          f[c] = intercepts[c] + slopes[c] * x[r][0];
        }
        y[r] = family.response().draw(f, random);
      }
      MemoryBlocks<LabelledBlock> blocks = RegressionData.of(x, y).blocks(ROWS, false);
      Bundle at = Fits.batch(model, blocks, family.rounds(), 1).parameters();
      Coefficients q = model.posterior(at).q();
      Units units = Units.of(at);
      double unit = units.responseScale() / units.scale()[0];
      for (int c = 0; c < predictors; c++) {
        double deviation = unit * Math.sqrt(q.variance(2 * c) * q.noise().meanInverse());
        double z = q.noise().known() ? Z90 : t90(q.noise().shape());
        hits[c] += Math.abs(unit * q.means()[2 * c] - slopes[c]) < z * deviation ? 1 : 0;
      }
    }
    for (int c = 0; c < predictors; c++) {
      double share = hits[c] / (double) SETS;
      assertTrue(share >= LEAST && share <= MOST, family + ": " + share);
    }
  }

  /** 95 % quantile of Student's t of 2α degrees, in its standard deviations. */
  private static double t90(double shape) {
    double degrees = 2 * shape;
    return new org.apache.commons.math3.distribution.TDistribution(null, degrees)
            .inverseCumulativeProbability(0.95)
        * Math.sqrt((degrees - 2) / degrees);
  }
}
