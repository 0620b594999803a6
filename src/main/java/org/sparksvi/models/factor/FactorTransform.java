package org.sparksvi.models.factor;

import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Transforms.RowTransform;

/** The posterior of each row, as {@link FactorOutput} lays it out. */
final class FactorTransform implements RowTransform<DenseBlock> {
  private final FactorSteps shared;
  private final Loadings loadings;
  private final FactorOutput output;
  private final RowFits fits;

  FactorTransform(FactorSteps shared) {
    this.shared = shared;
    this.loadings = shared.loadings();
    this.output = FactorOutput.of(loadings.settings());
    this.fits = shared.fits();
  }

  @Override
  public void transform(DenseBlock block, double[] out) {
    shared.check(block);
    for (MissingPattern pattern : MissingPattern.of(block)) {
      PatternPosterior posterior = shared.posterior(pattern);
      fits.fit(block, pattern, posterior);
      for (int i = 0; i < pattern.rows().length; i++) {
        int at = pattern.rows()[i] * output.width();
        System.arraycopy(fits.means(), i * output.factors(), out, at, output.factors());
        writeCovariance(posterior.covariance(), out, at + output.covariance());
        out[at + output.logDensity()] = fits.expectedLogLikelihood(i) - fits.divergence(i);
        impute(block, pattern.rows()[i], i, out, at + output.imputed());
      }
    }
  }

  private void writeCovariance(double[] covariance, double[] out, int from) {
    int q = output.factors();
    int at = from;
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        out[at++] = covariance[i * q + j];
      }
    }
  }

  private void impute(DenseBlock block, int row, int i, double[] out, int at) {
    int q = output.factors();
    for (int d = 0; d < output.values(); d++) {
      double x = block.values()[row * output.values() + d];
      if (Double.isNaN(x)) {
        double y = loadings.offsets()[d];
        for (int j = 0; j < q; j++) {
          y += loadings.weights()[d * q + j] * fits.means()[i * q + j];
        }
        x = loadings.centre()[d] + loadings.scale() * y;
      }
      out[at + d] = x;
    }
  }
}
