package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Oracle;
import org.sparksvi.models.regression.MixedData.Truth;

/**
 * Normal responses have a closed form, by dense matrices over all rows: y ~ t(0, I + Z D Zᵀ + X
 * P₀⁻¹ Xᵀ).
 */
class MixedEvidenceTest {
  private static final double SHAPE = 0.7; // of the prior of τ
  private static final double RATE = 0.9;
  private static final double SCALE = 1.3; // of coefficients, in units of the noise
  private static final double INTERCEPT = 2;
  private static final double WIDE = 1.5; // of the prior of deviations
  private static final double ETA = 1.7;
  private static final double EXACT = 1e-8;

  static MixedData data(int slopes) {
    return data(slopes, 0.8);
  }

  /** Of responses with noise of some deviation. */
  static MixedData data(int slopes, double deviation) {
    double[][] root = {{1.2, 0, 0}, {-0.5, 0.6, 0}, {0.2, 0.3, 0.5}};
    double[][] some =
        Arrays.stream(root)
            .limit(1 + slopes)
            .map(row -> Arrays.copyOf(row, 1 + slopes))
            .toArray(double[][]::new);
    Truth truth = new Truth(new double[] {0.5, -1, 0.25, 3}, some);
    java.util.Random noise = new java.util.Random(5);
    return MixedData.drawn(40, 6, truth, 7, (f, u) -> f + deviation * noise.nextGaussian());
  }

  /** Responses that differ between the parts of groups as well. */
  static MixedData withParts(MixedData data, int[] parts) {
    double[] y = data.y().clone();
    Arrays.setAll(y, r -> y[r] + 2 * Math.sin(37.0 * data.group()[r] + 11.0 * parts[r]));
    return new MixedData(data.x(), y, data.group(), data.offsets(), data.weights());
  }

  /** Of a matrix that is symmetric but for rounding. */
  static CholeskyDecomposition factor(RealMatrix matrix) {
    return new CholeskyDecomposition(matrix, 1e-12, 1e-14);
  }

  static MixedRegression model(int slopes, boolean parted) {
    RandomEffects effects = MixedData.effects(slopes, new StudentPrior(3, WIDE), ETA);
    return new MixedRegression(
        new MixedSettings(
            new RegressionSettings(
                3,
                new Normal(NoisePrior.gamma(SHAPE, RATE)),
                new NormalPrior(SCALE),
                true,
                true,
                INTERCEPT),
            parted ? MixedData.inParts(effects) : effects));
  }

  /** Responses and designs in units of means 0 and variances 1, by their definition. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Dense(
      MixedData data, int slopes, int[] parts, double[][] x, double[] y, double responseScale) {
    static Dense of(MixedData data, int slopes, int[] parts) {
      int n = data.rows();
      double[][] x = new double[n][data.columns() + 1];
      for (int c = 0; c < data.columns(); c++) {
        int column = c;
        double[] values = Arrays.stream(data.x()).mapToDouble(row -> row[column]).toArray();
        double[] units = units(values);
        for (int r = 0; r < n; r++) {
          x[r][c] = (values[r] - units[0]) / units[1];
        }
      }
      double[] units = units(data.y());
      double[] y = new double[n];
      for (int r = 0; r < n; r++) {
        x[r][data.columns()] = 1;
        y[r] = (data.y()[r] - units[0]) / units[1];
      }
      return new Dense(data, slopes, parts, x, y, units[1]);
    }

    private static double[] units(double[] values) {
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      return new double[] {mean, Math.sqrt(variance)};
    }

    /** I + Z D Zᵀ. */
    RealMatrix within(double[] packed) {
      int n = y.length;
      int q = slopes + 1;
      RealMatrix root = new Array2DRowRealMatrix(q, q);
      for (int i = 0, at = 0; i < q; i++) {
        for (int j = 0; j <= i; j++) {
          root.setEntry(i, j, packed[at++]);
        }
      }
      double ofParts = packed[packed.length - 1];
      RealMatrix d = root.multiply(root.transpose());
      RealMatrix v = new Array2DRowRealMatrix(n, n);
      for (int r = 0; r < n; r++) {
        for (int s = 0; s < n; s++) {
          double sum = r == s ? 1 : 0;
          if (data.group()[r] == data.group()[s]) {
            for (int i = 0; i < q; i++) {
              for (int j = 0; j < q; j++) {
                sum += effect(r, i) * d.getEntry(i, j) * effect(s, j);
              }
            }
            sum += parts.length > 0 && parts[r] == parts[s] ? ofParts * ofParts : 0;
          }
          v.setEntry(r, s, sum);
        }
      }
      return v;
    }

    private double effect(int row, int i) {
      return i == 0 ? 1 : x[row][i - 1];
    }

    double[] priorVariances() {
      double[] variances = new double[data.columns() + 1];
      Arrays.fill(variances, SCALE * SCALE);
      variances[data.columns()] = INTERCEPT * INTERCEPT;
      return variances;
    }

    /** I + Z D Zᵀ + X P₀⁻¹ Xᵀ. */
    RealMatrix omega(double[] packed) {
      int n = y.length;
      RealMatrix omega = within(packed);
      double[] prior = priorVariances();
      for (int r = 0; r < n; r++) {
        for (int s = 0; s < n; s++) {
          double sum = 0;
          for (int c = 0; c < prior.length; c++) {
            sum += x[r][c] * prior[c] * x[s][c];
          }
          omega.addToEntry(r, s, sum);
        }
      }
      return omega;
    }

    /** log p(y | D), of responses as they were. */
    double evidence(double[] packed) {
      int n = y.length;
      CholeskyDecomposition root = factor(omega(packed));
      RealVector response = new ArrayRealVector(y);
      double quadratic = response.dotProduct(root.getSolver().solve(response));
      double shape = SHAPE + 0.5 * n;
      double logDeterminant = 0;
      for (int r = 0; r < n; r++) {
        logDeterminant += 2 * Math.log(root.getL().getEntry(r, r));
      }
      return Oracle.logGamma(shape)
          - Oracle.logGamma(SHAPE)
          + SHAPE * Math.log(RATE)
          - 0.5 * n * Math.log(2 * Math.PI)
          - 0.5 * logDeterminant
          - shape * Math.log(RATE + 0.5 * quadratic)
          - n * Math.log(responseScale);
    }

    /** log p(s, R): halves of Student's t of 3 degrees, and |R|^(η − 1) over its integral. */
    double prior(double[] packed) {
      int q = slopes + (parts.length > 0 ? 2 : 1);
      double sum = 0;
      double logCorrelations = 0;
      for (int i = 0, at = 0; i < q; i++) {
        double variance = 0;
        double last = 0;
        for (int j = 0; j <= i; j++) {
          last = packed[at++];
          variance += last * last;
        }
        double t = Math.sqrt(variance) / WIDE;
        sum += Math.log(2 / WIDE * 2 / (Math.PI * Math.sqrt(3))) - 2 * Math.log1p(t * t / 3);
        logCorrelations += Math.log(last * last / variance);
      }
      return sum + (ETA - 1) * logCorrelations - Math.log(integral());
    }

    /** ∫ |R|^(η − 1) dR, by partial correlations: products of ∫ (1 − r²)^(…) dr. */
    private double integral() {
      double product = 1;
      for (int k = 1; k <= slopes; k++) {
        double exponent = ETA - 1 + 0.5 * (slopes - k);
        // (slopes + 1 − k) partial correlations given k − 1 others
        product *= Math.pow(power(exponent), slopes + 1.0 - k);
      }
      return product;
    }

    private static double power(double exponent) {
      int steps = 200_000;
      double sum = 0;
      for (int i = 0; i < steps; i++) {
        double angle = Math.PI * (i + 0.5) / steps;
        sum += Math.pow(Math.sin(angle), 2 * exponent + 1);
      }
      return sum * Math.PI / steps;
    }

    double objective(double[] packed) {
      return evidence(packed) + prior(packed);
    }
  }

  /** A model that has been fitted to data, and these as dense matrices. */
  private record Case(MixedData sample, MixedRegression model, Bundle fitted, Dense dense) {
    static Case of(int slopes, boolean parted) {
      int[] parts = data(slopes).dealt(3);
      MixedData data = parted ? withParts(data(slopes), parts) : data(slopes);
      MixedRegression model = MixedEvidenceTest.model(slopes, parted);
      Bundle fitted =
          Fits.batch(model, data.blocks(16, false, parts), parted ? 100 : 60, 1).parameters();
      return new Case(data, model, fitted, Dense.of(data, slopes, parted ? parts : new int[0]));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, false", "0, true", "2, true"})
  void theBoundIsTheEvidenceGivenTheSpread(int slopes, boolean parted) {
    Case given = Case.of(slopes, parted);
    MixedRegression model = given.model();
    Bundle fitted = given.fitted();
    MixedSummary summary = model.summary(fitted);
    Dense dense = given.dense();
    double[] packed = fitted.copyOf(MixedRegression.EFFECTS);
    double exact = dense.objective(packed);
    assertEquals(exact, summary.evidence().orElseThrow(), EXACT * Math.abs(exact));
  }

  /** The slope by each element of T, by differences of the closed form. */
  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, false", "0, true", "2, true"})
  void theSpreadIsWhereEvidenceAndPriorAreHighest(int slopes, boolean parted) {
    Case given = Case.of(slopes, parted);
    MixedRegression model = given.model();
    Bundle fitted = given.fitted();
    Dense dense = given.dense();
    double[] packed = fitted.copyOf(MixedRegression.EFFECTS);
    double best = dense.objective(packed);
    double step = 1e-4;
    for (int i : model.settings().random().free()) {
      double[] up = packed.clone();
      double[] down = packed.clone();
      up[i] += step;
      down[i] -= step;
      double high = dense.objective(up);
      double low = dense.objective(down);
      double slope = (high - low) / (2 * step);
      double curvature = (2 * best - high - low) / (step * step);
      assertTrue(curvature > 0, () -> "curvature " + curvature);
      // in deviations of the element; what differences lose
      assertEquals(0, slope / Math.sqrt(curvature), 1e-6, "element " + i);
    }
  }

  /** By the normal equations over all rows. */
  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, false", "0, true", "2, true"})
  void coefficientsAreThoseOfGeneralisedLeastSquares(int slopes, boolean parted) {
    Case given = Case.of(slopes, parted);
    MixedRegression model = given.model();
    Bundle fitted = given.fitted();
    Dense dense = given.dense();
    RealMatrix x = new Array2DRowRealMatrix(dense.x());
    RealMatrix v = dense.within(fitted.copyOf(MixedRegression.EFFECTS));
    RealMatrix weighted = factor(v).getSolver().solve(x);
    RealMatrix precision = x.transpose().multiply(weighted);
    double[] prior = dense.priorVariances();
    for (int c = 0; c < prior.length; c++) {
      precision.addToEntry(c, c, 1 / prior[c]);
    }
    RealMatrix covariance = factor(precision).getSolver().getInverse();
    RealVector natural = weighted.transpose().operate(new ArrayRealVector(dense.y()));
    RealVector means = covariance.operate(natural);
    Coefficients q = model.posterior(fitted).fixed().q();
    RealVector response = new ArrayRealVector(dense.y());
    double rest =
        response.dotProduct(factor(v).getSolver().solve(response)) - natural.dotProduct(means);
    double noise = (RATE + 0.5 * rest) / (SHAPE + 0.5 * given.sample().rows() - 1);
    assertEquals(noise, q.noise().meanInverse(), EXACT * noise);
    for (int c = 0; c < prior.length; c++) {
      assertEquals(means.getEntry(c), q.means()[c], EXACT * Math.sqrt(covariance.getEntry(c, c)));
      assertEquals(covariance.getEntry(c, c), q.variance(c), EXACT * covariance.getEntry(c, c));
    }
  }
}
