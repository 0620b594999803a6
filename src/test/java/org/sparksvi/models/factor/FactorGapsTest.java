package org.sparksvi.models.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Gaps;
import org.sparksvi.model.Gap;

/** The gap of latent vectors beside dense Gaussians. */
class FactorGapsTest {
  private static final double[][] X = FactorData.drawn(40, 6, 2, 0.7, 1);
  private static final MemoryBlocks<DenseBlock> BLOCKS = FactorData.blocks(X, 16);

  private static double density(FactorSummary summary) {
    double[][] covariance = FactorData.covariance(summary);
    double sum = 0;
    for (double[] x : X) {
      sum += Dense.logGaussian(x, summary.mean(), covariance);
    }
    return sum;
  }

  @Test
  void thePosteriorGivenPointsIsExact() {
    FactorModel model = new FactorModel(FactorSettings.of(6, 2), Noise.DIAGONAL);
    Bundle at = FactorData.batch(model, BLOCKS, 30).parameters();

    Gap gap = Gaps.of(model, at, BLOCKS, 1, 1);

    double density = density(model.summary(at));
    assertEquals(density, gap.logEvidence(), 1e-10 * Math.abs(density));
    assertEquals(0, gap.divergence());
  }

  /** q(z) of uncertain loadings is narrower than z | x at their means. */
  @Test
  void thePosteriorOfUncertainLoadingsIsOff() {
    BayesianPca model = new BayesianPca(FactorSettings.of(6, 2), ArdSettings.VAGUE);
    Bundle at = FactorData.batch(model, BLOCKS, 30).parameters();
    Loadings loadings = model.loadings(at);

    Gap gap = Gaps.of(model, at, BLOCKS, 1, 1);

    double density = density(model.summary(at));
    assertEquals(density, gap.logEvidence(), 1e-10 * Math.abs(density));
    double divergence = 0;
    double[][] w = Dense.of(loadings.weights(), 2);
    for (double[] x : X) {
      double tau = loadings.precisions()[0];
      double[][] exact = {{1, 0}, {0, 1}};
      double[][] own = {{1, 0}, {0, 1}};
      double[] pull = new double[2];
      double[] pullOfOwn = new double[2];
      for (int d = 0; d < 6; d++) {
        double y = (x[d] - loadings.centre()[d]) / loadings.scale() - loadings.offsets()[d];
        for (int i = 0; i < 2; i++) {
          pull[i] += tau * w[d][i] * y;
          double[] spread = loadings.spread();
          int from = loadings.spreadOf(d);
          pullOfOwn[i] += tau * (w[d][i] * y - spread[from + 3 * i + 2]);
          for (int j = 0; j < 2; j++) {
            exact[i][j] += tau * w[d][i] * w[d][j];
            own[i][j] += tau * (w[d][i] * w[d][j] + spread[from + 3 * i + j]);
          }
        }
      }
      Dense.Inverse covariance = Dense.Inverse.of(own);
      Dense.Inverse inverse = Dense.Inverse.of(exact);
      double[] mean = Dense.times(covariance.matrix(), pullOfOwn);
      double[] other = Dense.times(inverse.matrix(), pull);
      double[][] product = Dense.product(exact, covariance.matrix());
      double twice =
          product[0][0]
              + product[1][1]
              - 2
              + covariance.logDeterminant()
              - inverse.logDeterminant();
      double[] apart = {mean[0] - other[0], mean[1] - other[1]};
      double[] weighted = Dense.times(exact, apart);
      divergence += 0.5 * (twice + apart[0] * weighted[0] + apart[1] * weighted[1]);
    }
    assertTrue(divergence > 1e-3, "there is a gap: " + divergence);
    assertEquals(divergence, gap.divergence(), 1e-7 * divergence);
  }
}
