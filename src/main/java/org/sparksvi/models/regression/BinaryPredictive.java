package org.sparksvi.models.regression;

import org.sparksvi.random.RandomStream;

/**
 * Responses of 0 or 1: quantiles are those of the probability of 1.
 *
 * @param likelihood whose mean grows with the predictor
 */
record BinaryPredictive(ScalarLikelihood likelihood) implements Predictive {
  private static final long serialVersionUID = 1L;

  @Override
  public double log(double y, double mean, double variance) {
    return Quadrature.logPredictive(likelihood, y, mean, variance);
  }

  @Override
  public void moments(double mean, double variance, double[] out) {
    likelihood.predict(mean, variance, out);
  }

  @Override
  public double depth(double y, double mean, double variance) {
    return y > 0.5 == mean > 0 ? 1 : 0;
  }

  @Override
  public double draw(double f, RandomStream stream) {
    return stream.uniform() < likelihood.mean(f) ? 1 : 0;
  }

  @Override
  public double quantile(double share, double mean, double variance) {
    double z = Quantiles.student(share, Double.POSITIVE_INFINITY);
    return likelihood.mean(mean + Math.sqrt(variance) * z);
  }
}
