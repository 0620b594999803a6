package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Oracle;
import org.sparksvi.laws.Traces;

/**
 * Effects of groups, and of the levels of a factor that crosses them. Normal responses have a
 * closed form, by dense matrices over all rows: y ~ t(0, I + T² Z Zᵀ + t² W Wᵀ + X P₀⁻¹ Xᵀ).
 */
class CrossedEvidenceTest {
  private static final double SHAPE = 0.7; // of the prior of τ
  private static final double RATE = 0.9;
  private static final double SCALE = 1.3; // of coefficients, in units of the noise
  private static final double INTERCEPT = 2;
  private static final double WIDE = 1.5; // of the prior of both deviations
  private static final double EXACT = 1e-8;
  private static final double[] COEFFICIENTS = {0.5, -1, 3};

  private static final CrossedData DATA =
      CrossedData.drawn(
          30, 8, 7, COEFFICIENTS, 0.9, 0.6, 7, (f, random) -> f + 0.8 * random.nextGaussian());

  private static MixedRegression model() {
    return DATA.model(
        new Normal(NoisePrior.gamma(SHAPE, RATE)),
        new NormalPrior(SCALE),
        INTERCEPT,
        new StudentPrior(3, WIDE));
  }

  private static Bundle fitted() {
    return Fits.batch(model(), DATA.blocks(), 60, 1).parameters();
  }

  /** Everything in units of means 0 and variances 1; the levels' columns as they are. */
  private static final class Dense {
    private final int n = DATA.data().rows();
    private final int p = DATA.features() + DATA.levels() + 1;
    private final RealMatrix x = new Array2DRowRealMatrix(n, p);
    private final RealVector y = new ArrayRealVector(n);
    private final double responseScale;

    Dense() {
      double[][] rows = DATA.data().x();
      for (int c = 0; c < DATA.features(); c++) {
        int column = c;
        double[] values = Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
        double[] units = units(values);
        for (int r = 0; r < n; r++) {
          x.setEntry(r, c, (values[r] - units[0]) / units[1]);
        }
      }
      double[] units = units(DATA.data().y());
      responseScale = units[1];
      for (int r = 0; r < n; r++) {
        x.setEntry(r, DATA.features() + DATA.item()[r], 1);
        x.setEntry(r, p - 1, 1);
        y.setEntry(r, (DATA.data().y()[r] - units[0]) / units[1]);
      }
    }

    private static double[] units(double[] values) {
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      return new double[] {mean, Math.sqrt(variance)};
    }

    /** Prior variances of coefficients, levels and intercept. */
    double[] prior(double across) {
      double[] variances = new double[p];
      Arrays.fill(variances, across * across);
      Arrays.fill(variances, 0, DATA.features(), SCALE * SCALE);
      variances[p - 1] = INTERCEPT * INTERCEPT;
      return variances;
    }

    /** I + T² Z Zᵀ + A K Aᵀ, where A holds columns and levels. */
    RealMatrix spread(double between, double across) {
      double[] prior = prior(across);
      RealMatrix v = new Array2DRowRealMatrix(n, n);
      for (int r = 0; r < n; r++) {
        for (int s = 0; s < n; s++) {
          double sum = r == s ? 1 : 0;
          sum += DATA.data().group()[r] == DATA.data().group()[s] ? between * between : 0;
          for (int c = 0; c < p; c++) {
            sum += x.getEntry(r, c) * prior[c] * x.getEntry(s, c);
          }
          v.setEntry(r, s, sum);
        }
      }
      return v;
    }

    /** log p(y | T, t) + log p(T) + log p(t), of responses as they were. */
    double objective(double between, double across) {
      LUDecomposition lu = new LUDecomposition(spread(between, across));
      double logDeterminant = 0;
      for (int r = 0; r < n; r++) {
        logDeterminant += Math.log(Math.abs(lu.getU().getEntry(r, r)));
      }
      double shape = SHAPE + 0.5 * n;
      double evidence =
          Oracle.logGamma(shape)
              - Oracle.logGamma(SHAPE)
              + SHAPE * Math.log(RATE)
              - 0.5 * n * Math.log(2 * Math.PI)
              - 0.5 * logDeterminant
              - shape * Math.log(RATE + 0.5 * y.dotProduct(lu.getSolver().solve(y)))
              - n * Math.log(responseScale);
      return evidence + half(between) + half(across);
    }

    /** Log density of half of Student's t of 3 degrees. */
    private static double half(double s) {
      double t = s / WIDE;
      return Math.log(2 / WIDE * 2 / (Math.PI * Math.sqrt(3))) - 2 * Math.log1p(t * t / 3);
    }
  }

  @Test
  void theBoundIsTheEvidenceGivenBothDeviations() {
    Bundle fitted = fitted();
    double exact =
        new Dense()
            .objective(
                fitted.values(MixedRegression.EFFECTS)[0], fitted.values(Regression.FACTORS)[0]);
    assertEquals(exact, model().summary(fitted).evidence().orElseThrow(), EXACT * Math.abs(exact));
  }

  /** The slope by each, by differences of the closed form. */
  @Test
  void bothDeviationsAreWhereEvidenceAndPriorAreHighest() {
    Bundle fitted = fitted();
    Dense dense = new Dense();
    double[] at = {fitted.values(MixedRegression.EFFECTS)[0], fitted.values(Regression.FACTORS)[0]};
    double best = dense.objective(at[0], at[1]);
    double step = 1e-4;
    for (int i = 0; i < 2; i++) {
      double up = i == 0 ? step : 0;
      double high = dense.objective(at[0] + up, at[1] + step - up);
      double low = dense.objective(at[0] - up, at[1] - step + up);
      double curvature = (2 * best - high - low) / (step * step);
      assertTrue(curvature > 0, () -> "curvature " + curvature);
      // in deviations of the number; what differences lose
      assertEquals(0, (high - low) / (2 * step) / Math.sqrt(curvature), 1e-5, "deviation " + i);
    }
  }

  /** K Aᵀ V⁻¹ y and K − K Aᵀ V⁻¹ A K, of coefficients and levels. */
  @Test
  void coefficientsAndLevelsHaveTheirClosedForm() {
    Bundle fitted = fitted();
    Dense dense = new Dense();
    double between = fitted.values(MixedRegression.EFFECTS)[0];
    double across = fitted.values(Regression.FACTORS)[0];
    double[] prior = dense.prior(across);
    LUDecomposition lu = new LUDecomposition(dense.spread(between, across));
    RealMatrix solved = lu.getSolver().solve(dense.x);
    RealVector along = solved.transpose().operate(dense.y);
    RealMatrix taken = dense.x.transpose().multiply(solved);
    Coefficients q = model().posterior(fitted).fixed().q();
    double quadratic = dense.y.dotProduct(lu.getSolver().solve(dense.y));
    double noise = (RATE + 0.5 * quadratic) / (SHAPE + 0.5 * dense.n - 1);
    assertEquals(noise, q.noise().meanInverse(), EXACT * noise);
    for (int c = 0; c < dense.p; c++) {
      double variance = prior[c] - prior[c] * taken.getEntry(c, c) * prior[c];
      assertEquals(prior[c] * along.getEntry(c), q.means()[c], EXACT * Math.sqrt(variance));
      assertEquals(variance, q.variance(c), EXACT * variance);
    }
  }

  static List<Likelihood> likelihoods() {
    return List.of(Normal.VAGUE, new Logistic(), new Poisson());
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theBoundNeverFallsAndBothDeviationsArrive(Likelihood likelihood) {
    CrossedData data =
        CrossedData.drawn(
            60,
            12,
            9,
            new double[] {0.3, -0.4, 0.2},
            0.7,
            0.5,
            5,
            (f, random) -> MixedCases.drawn(likelihood, f, random.nextDouble(), random));
    MixedRegression model = data.model(likelihood, new NormalPrior(2), 3, new StudentPrior(3, 2));
    Fit fit = Fits.batch(model, data.blocks(), 40, 1);
    Traces.assertNeverFalls(fit, 1e-8);
    Bundle again = Fits.batch(model, data.blocks(), 41, 1).parameters();
    for (String field : List.of(MixedRegression.EFFECTS, Regression.FACTORS)) {
      double last = again.values(field)[0];
      assertEquals(last, fit.parameters().values(field)[0], 1e-6 * last, field);
    }
  }

  /** A factor that says nothing has no deviation, and the fit is singular. */
  @Test
  void aFactorThatSaysNothingIsSingular() {
    CrossedData data =
        CrossedData.drawn(
            40, 8, 6, COEFFICIENTS, 0.9, 0, 11, (f, random) -> f + 0.8 * random.nextGaussian());
    for (int r = 0; r < data.data().rows(); r++) {
      int place = r % data.levels(); // each level in turn, so that all say less than the noise
      Arrays.fill(data.data().x()[r], data.features(), data.features() + data.levels(), 0);
      data.data().x()[r][data.features() + place] = 1;
    }
    MixedRegression model =
        data.model(Normal.VAGUE, new FlatPrior(), Double.POSITIVE_INFINITY, new FlatPrior());
    Bundle fitted = Fits.batch(model, data.blocks(), 80, 1).parameters();
    assertTrue(fitted.values(Regression.FACTORS)[0] < 0.2);
    assertEquals(fitted.values(Regression.FACTORS)[0] < 2e-4, model.summary(fitted).singular());
  }
}
