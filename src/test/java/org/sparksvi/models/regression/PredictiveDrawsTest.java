package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Column;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;

/** Drawn responses have the moments that rows are told, and go together as coefficients do. */
class PredictiveDrawsTest {
  private static final int DRAWS = 2000;

  /** Standard errors of a mean of the draws; of 64 numbers, beyond this is one in 3000 runs. */
  private static final double ERRORS = 4.5;

  /** 3.6 standard errors of a correlation of the draws, each at most 1 / √2000. */
  private static final double CORRELATION = 0.08;

  static Stream<ScalarLikelihood> all() {
    return LikelihoodTest.all();
  }

  private static Round round(Bundle at) {
    return new Round(1, 1, at, new Streams(0));
  }

  private static double[] drawn(Regression model, Bundle at, LabelledBlock block, int count) {
    double[] out = new double[block.rows() * count];
    new PredictiveDraws(model, count, 11).transforms(round(at)).create().transform(block, out);
    return out;
  }

  private static double mean(double[] drawn, int row) {
    double sum = 0;
    for (int s = 0; s < DRAWS; s++) {
      sum += drawn[row * DRAWS + s] / DRAWS;
    }
    return sum;
  }

  private static double covariance(double[] drawn, int row, int other) {
    double sum = 0;
    double first = mean(drawn, row);
    double second = mean(drawn, other);
    for (int s = 0; s < DRAWS; s++) {
      sum += (drawn[row * DRAWS + s] - first) * (drawn[other * DRAWS + s] - second) / DRAWS;
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("all")
  void theirMeansAreWhatRowsAreTold(ScalarLikelihood likelihood) {
    RegressionData data = RegressionData.drawn(likelihood, 64, new double[] {0.5, -0.3, 0.2}, 21);
    Regression model = RegressionData.model(2, likelihood);
    Bundle at = Fits.batch(model, data.blocks(), 12, 1).parameters();
    LabelledBlock block = data.blocks(8, false).blocks().get(0);
    double[] told = new double[8 * Column.width(model.output())];
    model.transforms(round(at)).create().transform(block, told);

    double[] drawn = drawn(model, at, block, DRAWS);

    for (int r = 0; r < 8; r++) {
      double expected = told[r * Column.width(model.output())];
      double deviation = Math.sqrt(covariance(drawn, r, r));
      assertEquals(expected, mean(drawn, r), ERRORS * deviation / Math.sqrt(DRAWS), "row " + r);
    }
    if (likelihood.whole()) {
      for (double y : drawn) {
        assertTrue(y >= 0 && y == Math.rint(y), "" + y);
      }
    }
  }

  /** Cov(y_r, y_s) = Cov(x_r · β, x_s · β), and the noise more for r = s. */
  @Test
  void rowsGoTogetherAsTheirCoefficientsDo() {
    RegressionData data = RegressionData.drawn(Normal.VAGUE, 12, new double[] {0.5, 1}, 2);
    Regression model = RegressionData.model(1, Normal.VAGUE);
    Bundle at = Fits.batch(model, data.blocks(), 3, 1).parameters();
    RegressionData two = RegressionData.of(new double[][] {{3}, {4}, {-3}}, new double[] {0, 0, 0});
    LabelledBlock block = two.blocks(3, false).blocks().get(0);
    double[] coefficients = new double[2 * 20_000];
    model.draws(at).draw(new Streams(5), 0, 20_000, coefficients);

    double[] drawn = drawn(model, at, block, DRAWS);

    double correlation =
        covariance(drawn, 0, 1) / Math.sqrt(covariance(drawn, 0, 0) * covariance(drawn, 1, 1));
    double[] f = moments(coefficients, 3, 4);
    double noise = covariance(drawn, 0, 0) - f[0];
    assertEquals(f[2] / Math.sqrt((f[0] + noise) * (f[1] + noise)), correlation, CORRELATION);
    assertTrue(f[2] / Math.sqrt(f[0] * f[1]) > 0.9 && covariance(drawn, 0, 2) < f[2]);
  }

  /** Var(a + b x), Var(a + b x'), and their covariance. */
  private static double[] moments(double[] coefficients, double x, double other) {
    int n = coefficients.length / 2;
    double[] sums = new double[5];
    for (int s = 0; s < n; s++) {
      double f = coefficients[2 * s] * x + coefficients[2 * s + 1];
      double g = coefficients[2 * s] * other + coefficients[2 * s + 1];
      sums[0] += f / n;
      sums[1] += g / n;
      sums[2] += f * f / n;
      sums[3] += g * g / n;
      sums[4] += f * g / n;
    }
    return new double[] {
      sums[2] - sums[0] * sums[0], sums[3] - sums[1] * sums[1], sums[4] - sums[0] * sums[1]
    };
  }

  /** Whatever the block that a row is in, and however many draws there are. */
  @Test
  void aDrawIsNamedByItsRowAndNumber() {
    RegressionData data = RegressionData.drawn(new Logistic(), 32, new double[] {0.5, 1}, 2);
    Regression model = RegressionData.model(1, new Logistic());
    Bundle at = Fits.batch(model, data.blocks(), 6, 1).parameters();
    LabelledBlock block = data.blocks(8, false).blocks().get(0);

    double[] all = drawn(model, at, block, 7);
    double[] row = drawn(model, at, block.single(5, 0), 4);

    assertArrayEquals(java.util.Arrays.copyOfRange(all, 35, 39), row);
    assertEquals(
        List.of(0.0, 1.0), java.util.Arrays.stream(all).sorted().distinct().boxed().toList());
  }
}
