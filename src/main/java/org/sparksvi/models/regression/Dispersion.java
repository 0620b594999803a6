package org.sparksvi.models.regression;

import java.io.Serializable;
import org.sparksvi.family.Gamma;

/**
 * A positive number θ of a likelihood that is estimated with the coefficients, where it maximises
 * the bound and the log prior of log θ.
 *
 * @param name in a description of the model
 * @param isPrecision whether it is one of the noise, which is described by its scale 1/√θ, in the
 *     response's unit
 * @param start to begin with
 * @param shape a of its prior Gamma(a, b)
 * @param rate b of its prior
 */
public record Dispersion(String name, boolean isPrecision, double start, double shape, double rate)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Longest step of log θ. */
  private static final double LONGEST = 1;

  /** Log density of η = log θ. */
  double logPrior(double eta) {
    return shape * eta - rate * StrictMath.exp(eta) - Gamma.logNormaliser(shape, rate);
  }

  /** Its derivative. */
  double slope(double eta) {
    return shape - rate * StrictMath.exp(eta);
  }

  /** Less its second derivative. */
  double curvature(double eta) {
    return rate * StrictMath.exp(eta);
  }

  /** A step of Newton's method up, of bounded length. */
  static double step(double slope, double curvature) {
    double step = curvature > 0 ? slope / curvature : Math.signum(slope);
    return Math.max(-LONGEST, Math.min(LONGEST, step));
  }
}
