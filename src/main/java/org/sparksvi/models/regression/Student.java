package org.sparksvi.models.regression;

import org.sparksvi.numeric.SpecialFunctions;

/**
 * Responses with normal noise of unknown precision τ ~ Gamma(α, β), whose predictor is N(mean,
 * variance / τ): Student's t of 2α degrees of freedom.
 *
 * <pre>
 *   y ~ t_2α(mean, (1 + variance) β / α)
 * </pre>
 */
record Student(Noise noise) implements Predictive {
  private static final long serialVersionUID = 1L;

  private double squaredScale(double variance) {
    return (1 + variance) * noise.rate() / noise.shape();
  }

  @Override
  public double log(double y, double mean, double variance) {
    double degrees = 2 * noise.shape();
    double scale = squaredScale(variance);
    double square = (y - mean) * (y - mean) / scale;
    return SpecialFunctions.logGamma(0.5 * (degrees + 1))
        - SpecialFunctions.logGamma(0.5 * degrees)
        - 0.5 * StrictMath.log(degrees * Math.PI * scale)
        - 0.5 * (degrees + 1) * StrictMath.log1p(square / degrees);
  }

  @Override
  public void moments(double mean, double variance, double[] out) {
    out[0] = mean;
    out[1] = (1 + variance) * noise.meanInverse();
  }

  @Override
  public double depth(double y, double mean, double variance) {
    double beyond = Math.abs(y - mean) / Math.sqrt(squaredScale(variance));
    return Quantiles.cumulative(-beyond, 2 * noise.shape());
  }

  @Override
  public double quantile(double share, double mean, double variance) {
    return mean + Math.sqrt(squaredScale(variance)) * Quantiles.student(share, 2 * noise.shape());
  }
}
