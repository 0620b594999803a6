package org.sparksvi.numeric;

import org.apache.commons.math3.special.Beta;

/**
 * The distribution function of a beta variable in bounded time: where a parameter is large, by the
 * normal distribution of a cube root (Paulson, 1942), or by the gamma distribution that it then is
 * near; of others by continued fractions, whose terms are as many as the root of the larger one.
 */
public final class IncompleteBeta {
  private static final double FEW = 100;
  private static final double NINE = 9;

  private IncompleteBeta() {}

  /**
   * I_x(a, b), the probability of at most x.
   *
   * @param x in [0, 1]
   * @param a positive
   * @param b positive
   */
  public static double lower(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    if (Math.max(a, b) < IncompleteGamma.LARGE) {
      return Beta.regularizedBeta(x, a, b);
    }
    double odds = x / (1 - x);
    if (Math.min(a, b) < FEW) {
      return a < b ? IncompleteGamma.lower(a, b * odds) : IncompleteGamma.upper(b, a / odds);
    }
    double root = Math.cbrt(odds * b / a);
    double z =
        (root - 1 + 1 / (NINE * a) - root / (NINE * b))
            / Math.sqrt(root * root / (NINE * b) + 1 / (NINE * a));
    return StandardNormal.cumulative(z);
  }
}
