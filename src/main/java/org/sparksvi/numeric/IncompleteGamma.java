package org.sparksvi.numeric;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * The distribution function of a gamma variable of rate 1, in bounded time: of large shapes by the
 * normal distribution of its cube root (Wilson and Hilferty, 1931), whose error falls with the
 * shape; of others by series and continued fractions, whose terms are as many as the root of the
 * shape.
 */
public final class IncompleteGamma {
  /** Shapes that are large: ten thousand terms and more. */
  static final double LARGE = 1e8;

  private static final double NINE = 9;

  private IncompleteGamma() {}

  /**
   * P(a, x), the probability of at most x.
   *
   * @param a shape, positive
   * @param x at least 0
   */
  public static double lower(double a, double x) {
    if (x == Double.POSITIVE_INFINITY) {
      return 1;
    }
    return a < LARGE ? Gamma.regularizedGammaP(a, x) : StandardNormal.cumulative(normal(a, x));
  }

  /** Q(a, x) = 1 − P(a, x). */
  public static double upper(double a, double x) {
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    return a < LARGE ? Gamma.regularizedGammaQ(a, x) : StandardNormal.cumulative(-normal(a, x));
  }

  private static double normal(double a, double x) {
    return (Math.cbrt(x / a) - 1 + 1 / (NINE * a)) * 3 * Math.sqrt(a);
  }

  /**
   * The x where P(a, x) is a share.
   *
   * @param a shape, positive
   * @param share in (0, 1)
   */
  public static double quantile(double a, double share) {
    if (a < LARGE) {
      return new GammaDistribution(null, a, 1).inverseCumulativeProbability(share);
    }
    double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(share);
    double root = 1 - 1 / (NINE * a) + z / (3 * Math.sqrt(a));
    return a * root * root * root;
  }
}
