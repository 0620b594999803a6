package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.laws.Fits;

/** Sites and probabilities of classes. */
class ClassLikelihoodTest {
  private static final double STEP = 1e-5;

  static Stream<ClassLikelihood> all() {
    Ordinal uneven = (Ordinal) new Ordinal(4).with(new double[] {0.3, 2});
    return Stream.of(uneven, new Ordinal(2), new Multinomial(2), new Multinomial(4));
  }

  private static double[] means(int c) {
    double[] means = {0.7, -0.4, 1.1};
    return Arrays.copyOf(means, c);
  }

  /** Of full rank. */
  private static double[] covariance(int c) {
    double[] covariance = {0.8, 0.2, 0.5, -0.3, 0.1, 1.2};
    return Arrays.copyOf(covariance, c * (c + 1) / 2);
  }

  private static double value(ClassLikelihood p, int y, double[] means, double[] covariance) {
    double[] out = new double[1 + means.length + covariance.length];
    p.expectAll(y, means, covariance, out);
    return out[0];
  }

  @ParameterizedTest
  @MethodSource("all")
  void sitesAreDerivativesOfTheBoundAsItIsComputed(ClassLikelihood p) {
    int c = p.predictors();
    double[] means = means(c);
    double[] covariance = covariance(c);
    double[] site = new double[1 + c + covariance.length];
    for (int y = 0; y < p.classes(); y++) {
      p.expectAll(y, means, covariance, site);
      for (int k = 0; k < c; k++) {
        double[] up = means.clone();
        double[] down = means.clone();
        up[k] += STEP;
        down[k] -= STEP;
        double slope = (value(p, y, up, covariance) - value(p, y, down, covariance)) / (2 * STEP);
        assertEquals(slope, site[1 + k], 1e-8);
      }
      for (int k = 0; k < covariance.length; k++) {
        double[] up = covariance.clone();
        double[] down = covariance.clone();
        up[k] += STEP;
        down[k] -= STEP;
        double slope = (value(p, y, means, up) - value(p, y, means, down)) / (2 * STEP);
        boolean diagonal = k == 0 || k == 2 || k == 5;
        assertEquals(diagonal ? -2 * slope : -slope, site[1 + c + k], 1e-8); // V_kl is there twice
      }
    }
  }

  /** Beside means over draws: a bound of E l, and probabilities. */
  @ParameterizedTest
  @MethodSource("all")
  void expectationsAreNearThoseOfDraws(ClassLikelihood p) {
    int c = p.predictors();
    double[] means = means(c);
    double[] covariance = covariance(c);
    // a root of the covariance, by hand
    double a = Math.sqrt(0.8);
    double b = 0.2 / a;
    double d = Math.sqrt(0.5 - b * b);
    double e = -0.3 / a;
    double g = (0.1 - b * e) / d;
    double h = Math.sqrt(1.2 - e * e - g * g);
    Random random = new Random(3);
    int draws = 200_000;
    double[] logs = new double[p.classes()];
    double[] shares = new double[p.classes()];
    double[] site = new double[1 + c + covariance.length];
    for (int i = 0; i < draws; i++) {
      double[] z = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double[] f = {
        means(3)[0] + a * z[0],
        means(3)[1] + b * z[0] + d * z[1],
        means(3)[2] + e * z[0] + g * z[1] + h * z[2]
      };
      for (int y = 0; y < p.classes(); y++) {
        p.first(y, Arrays.copyOf(f, c), site);
        logs[y] += site[0] / draws;
        shares[y] += Math.exp(site[0]) / draws;
      }
    }
    double[] probabilities = new double[p.classes()];
    p.probabilities(means, covariance, probabilities);
    assertEquals(1, Arrays.stream(shares).sum(), 1e-9);
    assertEquals(1, Arrays.stream(probabilities).sum(), 1e-12);
    assertArrayEquals(shares, probabilities, 5e-3); // draws: 1e-3; cubature the rest
    for (int y = 0; y < p.classes(); y++) {
      double gap = logs[y] - value(p, y, means, covariance);
      assertTrue(gap > -1e-2 && gap < 6e-2, "gap " + gap); // draws: 3e-3; seen: .043
    }
  }

  /** Slopes and curvatures by logs of gaps against differences. */
  @Test
  void gapsMoveByTheDerivativesOfTheirLogs() {
    double[] gaps = {0.4, 1.5};
    for (int y = 0; y < 4; y++) {
      double[] slopes = new double[2];
      double[] curvatures = new double[2];
      new Ordinal(4).with(gaps).addDispersion(y, 0.3, 0.4, 1, slopes, curvatures);
      for (int j = 0; j < 2; j++) {
        double middle = ofGaps(y, gaps, j, 0);
        double up = ofGaps(y, gaps, j, 1e-4);
        double down = ofGaps(y, gaps, j, -1e-4);
        assertEquals((up - down) / 2e-4, slopes[j], 1e-7);
        assertEquals((2 * middle - up - down) / 1e-8, curvatures[j], 1e-5);
      }
    }
  }

  private static double ofGaps(int y, double[] gaps, int j, double step) {
    double[] moved = gaps.clone();
    moved[j] *= Math.exp(step);
    double[] out = new double[3];
    new Ordinal(4).with(moved).expectAll(y, new double[] {0.3}, new double[] {0.4}, out);
    return out[0];
  }

  private static Regression model(Likelihood likelihood, double intercept) {
    return new Regression(
        new RegressionSettings(2, likelihood, new NormalPrior(2), true, false, intercept));
  }

  private static RegressionSummary fit(Likelihood likelihood, RegressionData data) {
    Regression model = model(likelihood, 3);
    Bundle after = Fits.batch(model, data.blocks(), 30, 1).parameters();
    return model.summary(after);
  }

  /**
   * Of two classes both are the logistic model: the ordinal one the same, the softmax's a bound.
   */
  @Test
  void twoClassesAreTheLogisticModel() {
    RegressionData data =
        RegressionData.drawn(new Logistic(), 120, new double[] {0.8, -0.5, 0.3}, 5);
    RegressionSummary logistic = fit(new Logistic(), data);
    RegressionSummary ordinal = fit(new Ordinal(2), data);
    RegressionSummary softmax = fit(new Multinomial(2), data);
    double evidence = logistic.evidence().orElseThrow();
    assertEquals(evidence, ordinal.evidence().orElseThrow(), 1e-8);
    double gap = evidence - softmax.evidence().orElseThrow();
    assertTrue(gap > 0 && gap < 0.05, "gap " + gap); // seen: .024
    for (int j = 0; j < 3; j++) {
      double deviation = logistic.coefficients().get(j).deviation();
      assertEquals(deviation, ordinal.coefficients().get(j).deviation(), 1e-8);
      assertEquals(deviation, softmax.coefficients().get(j).deviation(), 0.02 * deviation);
      double mean = logistic.coefficients().get(j).mean();
      assertEquals(mean, softmax.coefficients().get(j).mean(), 0.05 * deviation);
    }
  }

  /** The order of classes is turned round: so are coefficients and cutpoints. */
  @Test
  void aScaleUpsideDownTurnsSigns() {
    RegressionData data =
        RegressionData.drawn(new Ordinal(4), 200, new double[] {0.8, -0.5, 0.3}, 5);
    double[] turned = Arrays.stream(data.y()).map(y -> 3 - y).toArray();
    RegressionData other =
        new RegressionData(
            data.x(), turned, Arrays.stream(data.offsets()).map(o -> -o).toArray(), data.weights());
    RegressionSummary up = fit(new Ordinal(4), data);
    RegressionSummary down = fit(new Ordinal(4), other);
    for (int j = 0; j < 3; j++) {
      assertEquals(up.coefficients().get(j).mean(), -down.coefficients().get(j).mean(), 1e-6);
    }
    assertEquals(up.dispersions().get(0).value(), down.dispersions().get(1).value(), 1e-6);
    assertEquals(1, up.dispersions().get(0).value(), 0.4); // drawn with cuts at -1, 0, 1.5
    assertEquals(1.5, up.dispersions().get(1).value(), 0.4);
  }
}
