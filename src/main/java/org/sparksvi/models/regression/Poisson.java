package org.sparksvi.models.regression;

import org.sparksvi.numeric.IncompleteGamma;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * Counts whose log mean is the predictor.
 *
 * <pre>
 *   l = y f − e^f − log y!         E l = y m − e^(m + v/2) − log y!
 * </pre>
 */
public record Poisson() implements LogLink {
  private static final long serialVersionUID = 1L;

  @Override
  public double log(double y, double f) {
    return y * f - StrictMath.exp(f) - SpecialFunctions.logGamma(y + 1);
  }

  @Override
  public double slope(double y, double f) {
    return y - StrictMath.exp(f);
  }

  @Override
  public double curvature(double y, double f) {
    return StrictMath.exp(f);
  }

  @Override
  public double variance(double f) {
    return StrictMath.exp(f);
  }

  @Override
  public double cumulative(double y, double f) {
    return y < 0 ? 0 : IncompleteGamma.upper(Math.floor(y) + 1, StrictMath.exp(f));
  }

  @Override
  public boolean whole() {
    return true;
  }

  @Override
  public String refused(double y) {
    return Responses.count(y);
  }

  @Override
  public void expect(double y, double mean, double variance, double[] out) {
    double rate = StrictMath.exp(mean + 0.5 * variance);
    out[0] = y * mean - rate - SpecialFunctions.logGamma(y + 1);
    out[1] = y - rate;
    out[2] = rate;
  }

  @Override
  public void predict(double mean, double variance, double[] out) {
    LogLink.predict(mean, variance, 1, 0, out);
  }
}
