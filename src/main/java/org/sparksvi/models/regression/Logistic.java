package org.sparksvi.models.regression;

import org.sparksvi.numeric.GaussHermite;

/**
 * Responses of 0 or 1, or shares of successes in trials, whose number is the row's weight.
 *
 * <pre>
 *   l = y f − log(1 + e^f)
 * </pre>
 */
public record Logistic() implements BinaryResponse {
  private static final long serialVersionUID = 1L;

  @Override
  public double log(double y, double f) {
    return y * f - Math.max(f, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(f)));
  }

  @Override
  public double slope(double y, double f) {
    return y - mean(f);
  }

  @Override
  public double curvature(double y, double f) {
    return variance(f);
  }

  @Override
  public double link(double mean) {
    return StrictMath.log(mean / (1 - mean));
  }

  @Override
  public double mean(double f) {
    double e = StrictMath.exp(-Math.abs(f));
    return (f >= 0 ? 1 : e) / (1 + e);
  }

  @Override
  public double variance(double f) {
    double e = StrictMath.exp(-Math.abs(f));
    return e / ((1 + e) * (1 + e));
  }

  /** One exponential and one logarithm for each node. */
  @Override
  public void expect(double y, double mean, double variance, double[] out) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = Quadrature.rule();
    double value = 0;
    double probability = 0;
    double curvature = 0;
    double middle = mean(mean); // taken off slopes, no term of the curvature is negative
    for (int i = 0; i < rule.size(); i++) {
      double f = mean + deviation * rule.node(i);
      double e = StrictMath.exp(-Math.abs(f));
      double share = (f >= 0 ? 1 : e) / (1 + e);
      value -= rule.weight(i) * (Math.max(f, 0) + StrictMath.log1p(e));
      probability += rule.weight(i) * share;
      curvature += rule.weight(i) * (share - middle) * rule.node(i);
    }
    out[0] = y * mean + value;
    out[1] = y - probability;
    out[2] = deviation > Quadrature.NARROW ? curvature / deviation : variance(mean);
  }
}
