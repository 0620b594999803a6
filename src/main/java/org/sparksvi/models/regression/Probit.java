package org.sparksvi.models.regression;

import org.sparksvi.numeric.StandardNormal;

/**
 * Responses of 0 or 1, or shares of successes in trials, whose number is the row's weight.
 *
 * <pre>
 *   l = y log Φ(f) + (1 − y) log Φ(−f)
 * </pre>
 */
public record Probit() implements BinaryResponse {
  private static final long serialVersionUID = 1L;

  @Override
  public double log(double y, double f) {
    return (y > 0 ? y * StandardNormal.logCumulative(f) : 0)
        + (y < 1 ? (1 - y) * StandardNormal.logCumulative(-f) : 0);
  }

  @Override
  public double slope(double y, double f) {
    return (y > 0 ? y * StandardNormal.slope(f) : 0)
        - (y < 1 ? (1 - y) * StandardNormal.slope(-f) : 0);
  }

  @Override
  public double curvature(double y, double f) {
    double up = StandardNormal.slope(f);
    double down = StandardNormal.slope(-f);
    return y * up * (up + f) + (1 - y) * down * (down - f);
  }

  /** That of a logistic distribution of the same variance; near enough to start from. */
  @Override
  public double link(double mean) {
    return StrictMath.log(mean / (1 - mean)) * Math.sqrt(3) / Math.PI;
  }

  @Override
  public double mean(double f) {
    return StandardNormal.cumulative(f);
  }

  @Override
  public double variance(double f) {
    return mean(f) * mean(-f);
  }

  /** E Φ(f) = Φ(m / √(1 + v)). */
  @Override
  public void predict(double mean, double variance, double[] out) {
    double f = mean / Math.sqrt(1 + variance);
    out[0] = mean(f);
    out[1] = variance(f);
  }
}
