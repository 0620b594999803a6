package org.sparksvi.models.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.random.Streams;

/** Rows drawn from factor models. */
class FactorDrawsTest {
  private static final int DRAWS = 40_000;
  private static final double DEVIATIONS = 5; // of a mean of draws: once in two million
  private static final double[][] X = FactorData.drawn(60, 4, 2, 0.7, 1);

  private static double[][] draw(LatentFactors model, Bundle parameters) {
    double[] flat = new double[4 * DRAWS];
    model.draws(parameters).draw(new Streams(5), 0, DRAWS, flat);
    return Dense.of(flat, 4);
  }

  /** The Gaussian that the summary says. */
  @ParameterizedTest
  @EnumSource(Noise.class)
  void rowsHaveTheMeanAndCovarianceOfTheModel(Noise noise) {
    FactorModel model = new FactorModel(FactorSettings.of(4, 2), noise);
    Bundle parameters = FactorData.batch(model, FactorData.blocks(X, 60), 50).parameters();

    double[][] rows = draw(model, parameters);

    FactorSummary summary = model.summary(parameters);
    double[][] covariance = FactorData.covariance(summary);
    double[] mean = FactorData.mean(rows);
    double[][] found = FactorData.sampleCovariance(rows);
    for (int i = 0; i < 4; i++) {
      double deviation = Math.sqrt(covariance[i][i]);
      assertEquals(summary.mean()[i], mean[i], DEVIATIONS * deviation / Math.sqrt(DRAWS));
      for (int j = 0; j < 4; j++) {
        double product = covariance[i][i] * covariance[j][j];
        double error = Math.sqrt((product + covariance[i][j] * covariance[i][j]) / DRAWS);
        assertEquals(covariance[i][j], found[i][j], DEVIATIONS * error);
      }
    }
  }

  /**
   * With q(w, μ) spread, E[x xᵀ] has tr((E z̃ z̃ᵀ) Cov_d) = tr Cov_d more variance in column d than
   * loadings and noise explain.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void loadingsOfAPosteriorSpreadTheRows(boolean missing) {
    FactorSettings plain = FactorSettings.of(4, 2);
    FactorSettings settings = missing ? plain.withMissing() : plain;
    BayesianPca model = new BayesianPca(settings, ArdSettings.VAGUE);
    double[][] few = Arrays.copyOf(X, 6);
    Bundle parameters = FactorData.batch(model, FactorData.blocks(few, 6), 50).parameters();
    Loadings loadings = model.loadings(parameters);

    double[][] rows = draw(model, parameters);

    double[][] found = FactorData.sampleCovariance(rows);
    for (int d = 0; d < 4; d++) {
      double variance = 1 / loadings.precisions()[d];
      for (int j = 0; j < 2; j++) {
        variance += Math.pow(loadings.weights()[d * 2 + j], 2);
      }
      double explained = variance;
      for (int i = 0; i < 3; i++) {
        variance += loadings.spread()[loadings.spreadOf(d) + 4 * i];
      }
      double scaled = variance * loadings.scale() * loadings.scale();
      // z̃ᵀ Cov z̃ has heavier tails than a Gaussian: allow for a kurtosis of 9
      assertEquals(scaled, found[d][d], DEVIATIONS * scaled * Math.sqrt(8.0 / DRAWS));
      assertTrue(variance > 1.01 * explained, "nothing to see in column " + d);
    }
  }
}
