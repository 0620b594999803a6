package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Gaps;
import org.sparksvi.laws.Oracle;
import org.sparksvi.model.Gap;

/**
 * Normal noise with priors as a user writes them down, in the units of the data: flat ones have a
 * closed form, others a sum over a grid of the noise's deviation.
 */
class NoiseTest {
  private static final int ROWS = 30;
  private static final int COLUMNS = 4;
  private static final double SCALE = 3; // of coefficients
  private static final double NOISE = 1.5; // of the noise's deviation

  /** Of sums of tens of rows, whose columns are far from 0. */
  private static final double ROUNDING = 1e-8;

  /**
   * Of deviations, relative: what Gamma distributions lack of the posterior of τ where the prior
   * counts; seen are at most .0024.
   */
  private static final double SHAPE = 0.005;

  /** Of means, in deviations; seen are at most .0096. */
  private static final double OFF = 0.02;

  /** Of the bound below the evidence, in nats; seen are at most .0125. */
  private static final double GAP = 0.02;

  /** Columns with means, one of them in a small unit. */
  private static RegressionData data() {
    Random random = new Random(8);
    double[][] x = new double[ROWS][COLUMNS];
    double[] y = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      double f = 5;
      for (int c = 0; c < COLUMNS; c++) {
        x[r][c] = (c == 0 ? 100 : 1) * (2 + random.nextGaussian());
        f += (c - 1) * x[r][c] / (c == 0 ? 100 : 1);
      }
      y[r] = f + 2 * random.nextGaussian();
    }
    return RegressionData.of(x, y);
  }

  private static RegressionSummary summary(RegressionData data, NoisePrior noise, Prior prior) {
    double intercept = prior.isProper() ? SCALE : Double.POSITIVE_INFINITY;
    return summary(data, noise, prior, intercept);
  }

  private static RegressionSummary summary(
      RegressionData data, NoisePrior noise, Prior prior, double intercept) {
    Regression model = model(noise, prior, intercept);
    return model.summary(Fits.batch(model, data.blocks(), 2, 1).parameters());
  }

  private static Regression model(NoisePrior noise, Prior prior, double intercept) {
    return new Regression(
        new RegressionSettings(COLUMNS, new Normal(noise), prior, false, false, intercept));
  }

  /** y = Xb + e, p(b, σ) = 1: b_j ~ t of N − p − 1 degrees about least squares. */
  @ParameterizedTest
  @EnumSource(Intercept.class)
  void flatPriorsGiveStudentsTAboutLeastSquares(Intercept intercept) {
    RegressionData data = data();
    OLSMultipleLinearRegression ols = new OLSMultipleLinearRegression();
    ols.setNoIntercept(intercept == Intercept.NONE);
    ols.newSampleData(data.y(), data.x());
    double[] b = ols.estimateRegressionParameters();
    double[] errors = ols.estimateRegressionParametersStandardErrors(); // with N − p below
    int p = b.length;
    double degrees = ROWS - p - 1.0;
    double rest = ols.calculateResidualSumOfSquares();

    RegressionSummary summary =
        summary(
            data,
            NoisePrior.half(new FlatPrior()),
            new FlatPrior(),
            intercept == Intercept.NONE ? 0 : Double.POSITIVE_INFINITY);

    for (int j = 0; j < p; j++) {
      // the intercept is the first there, the last here
      int there = intercept == Intercept.NONE ? j : (j + 1) % p;
      double deviation = errors[there] * Math.sqrt((ROWS - p) / (degrees - 2));
      RegressionSummary.Coefficient here = summary.coefficients().get(j);
      assertEquals(b[there], here.mean(), ROUNDING * deviation);
      assertEquals(deviation, here.deviation(), ROUNDING * deviation);
    }
    // σ² ~ rest / χ² of as many degrees
    double half = 0.5 * degrees;
    double mean =
        Math.sqrt(0.5 * rest) * Math.exp(Oracle.logGamma(half - 0.5) - Oracle.logGamma(half));
    RegressionSummary.Scale sigma = summary.noise().orElseThrow();
    assertEquals(mean, sigma.mean(), ROUNDING * mean);
    assertEquals(Math.sqrt(rest / (degrees - 2) - mean * mean), sigma.deviation(), ROUNDING * mean);
    assertTrue(summary.evidence().isEmpty());
  }

  enum Intercept {
    FREE,
    NONE
  }

  /** A prior of σ, and its log density times the scale; none for one of τ. */
  private record Shape(String name, Optional<Prior> prior, DoubleUnaryOperator logDensity) {
    static Shape of(String name, Prior prior, DoubleUnaryOperator logDensity) {
      return new Shape(name, Optional.of(prior), logDensity);
    }

    NoisePrior noise() {
      return prior.map(NoisePrior::half).orElse(NoisePrior.gamma(0.5, 2));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(
        Shape.of(
            "half-normal",
            new NormalPrior(NOISE),
            s -> -0.5 * s * s / (NOISE * NOISE) + 0.5 * Math.log(2 / Math.PI)),
        Shape.of(
            "half-Cauchy",
            new StudentPrior(1, NOISE),
            s -> Math.log(2 / Math.PI / (1 + s * s / (NOISE * NOISE)))),
        Shape.of("exponential", new LaplacePrior(NOISE), s -> -s / NOISE),
        new Shape("gamma", Optional.empty(), s -> 0));
  }

  /** Log density of σ, whose prior is in the units of the data but for that of τ. */
  private static double logPrior(Shape shape, double sigma, double unit) {
    if (shape.prior().isEmpty()) {
      double tau = unit * unit / (sigma * sigma);
      double gamma = 0.5 * Math.log(2) - Oracle.logGamma(0.5) - 0.5 * Math.log(tau) - 2 * tau;
      return gamma + Math.log(2 * tau / sigma);
    }
    return shape.logDensity.applyAsDouble(sigma) - Math.log(NOISE);
  }

  /** Sum over σ: given it, all is normal. The intercept's prior is about the columns' means. */
  @ParameterizedTest
  @MethodSource("shapes")
  void priorsOfTheirOwnScaleGiveTheSumOverTheNoise(Shape shape) {
    RegressionData data = data();
    double centre = Arrays.stream(data.y()).average().orElseThrow();
    double unit =
        Math.sqrt(Arrays.stream(data.y()).map(y -> (y - centre) * (y - centre)).sum() / ROWS);
    RealMatrix x = centred(data);
    RealVector y = MatrixUtils.createRealVector(data.y()).mapSubtract(centre);
    int p = COLUMNS + 1;
    double[] first = new double[p];
    double[] second = new double[p];
    double mass = 0;
    double most = Double.NEGATIVE_INFINITY;
    int steps = 4000;
    for (int i = 0; i < steps; i++) {
      double logSigma = Math.log(0.2) + (i + 0.5) / steps * Math.log(100 / 0.2);
      double sigma = Math.exp(logSigma);
      double precision = 1 / (sigma * sigma);
      RealMatrix lambda =
          x.transpose()
              .multiply(x)
              .scalarMultiply(precision)
              .add(MatrixUtils.createRealIdentityMatrix(p).scalarMultiply(1 / (SCALE * SCALE)));
      CholeskyDecomposition cholesky = new CholeskyDecomposition(lambda, 1e-9, 0);
      RealVector h = x.preMultiply(y).mapMultiply(precision);
      RealVector m = cholesky.getSolver().solve(h);
      RealMatrix covariance = cholesky.getSolver().getInverse();
      double log =
          -0.5 * ROWS * Math.log(2 * Math.PI * sigma * sigma)
              - p * Math.log(SCALE)
              - 0.5 * Math.log(cholesky.getDeterminant())
              - 0.5 * (precision * y.dotProduct(y) - h.dotProduct(m))
              + logPrior(shape, sigma, unit)
              + logSigma;
      if (log > most) {
        double less = Math.exp(most - log);
        mass *= less;
        Arrays.setAll(first, j -> first[j] * less);
        Arrays.setAll(second, j -> second[j] * less);
        most = log;
      }
      double each = Math.exp(log - most) * Math.log(100 / 0.2) / steps;
      mass += each;
      for (int j = 0; j < p; j++) {
        first[j] += each * m.getEntry(j);
        second[j] += each * (covariance.getEntry(j, j) + m.getEntry(j) * m.getEntry(j));
      }
    }

    RegressionSummary summary = summary(data, shape.noise(), new NormalPrior(SCALE));

    for (int j = 0; j < COLUMNS; j++) {
      double mean = first[j] / mass;
      double deviation = Math.sqrt(second[j] / mass - mean * mean);
      RegressionSummary.Coefficient here = summary.coefficients().get(j);
      assertEquals(mean, here.mean(), OFF * deviation, "mean " + j);
      assertEquals(deviation, here.deviation(), SHAPE * deviation, "deviation " + j);
    }
    double evidence = most + Math.log(mass);
    double gap = evidence - summary.evidence().orElseThrow();
    assertTrue(gap > -1e-6 && gap < GAP, "gap " + gap);

    Regression model = model(shape.noise(), new NormalPrior(SCALE), SCALE);
    Bundle after = Fits.batch(model, data.blocks(), 2, 1).parameters();
    Gap drawn = Gaps.of(model, after, data.blocks(), 2000, 1);
    assertEquals(evidence, drawn.logEvidence(), 4 * drawn.standardError() + ROUNDING);
    assertTrue(drawn.standardError() < GAP, drawn.toString());
  }

  /** Columns less their means, then 1. */
  private static RealMatrix centred(RegressionData data) {
    double[][] x = new double[ROWS][COLUMNS + 1];
    for (int c = 0; c < COLUMNS; c++) {
      int column = c;
      double mean = Arrays.stream(data.x()).mapToDouble(row -> row[column]).average().orElseThrow();
      for (int r = 0; r < ROWS; r++) {
        x[r][c] = data.x()[r][c] - mean;
        x[r][COLUMNS] = 1;
      }
    }
    return new Array2DRowRealMatrix(x);
  }

  /** Its bound has no slope: no other Gamma distribution is nearer. */
  @Test
  void theNearestGammaIsWhereTheBoundIsHighest() {
    for (double k : new double[] {-3, 0.5, 8, 4e6}) {
      for (double c : new double[] {1e-9, 0.3, 40}) {
        Noise best = Noise.nearest(k, 2, c);
        double highest = bound(best, k, 2, c);
        for (double change : new double[] {-1e-3, 1e-3}) {
          double shape = 1 + (best.shape() - 1) * (1 + change);
          double rate = best.rate() * (1 + change);
          assertTrue(bound(new Noise(shape, best.rate()), k, 2, c) < highest, k + ", " + c);
          assertTrue(bound(new Noise(best.shape(), rate), k, 2, c) < highest, k + ", " + c);
        }
      }
    }
  }

  private static double bound(Noise q, double k, double linear, double c) {
    double meanLog = Oracle.digamma(q.shape()) - Math.log(q.rate());
    double entropy =
        Oracle.logGamma(q.shape())
            - q.shape() * Math.log(q.rate())
            + q.shape()
            - (q.shape() - 1) * meanLog;
    return (k - 1) * meanLog
        - linear * q.shape() / q.rate()
        - c * q.rate() / (q.shape() - 1)
        + entropy;
  }
}
