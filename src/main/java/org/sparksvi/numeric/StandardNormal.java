package org.sparksvi.numeric;

import org.apache.commons.math3.special.Erf;

/** The standard normal distribution far into its tails. */
public final class StandardNormal {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  /** Below this the continued fraction of the tail has all digits. */
  private static final double TAIL = -4;

  private static final int TERMS = 60;

  private StandardNormal() {}

  /** Φ(x). */
  public static double cumulative(double x) {
    return 0.5 * Erf.erfc(-x / Math.sqrt(2));
  }

  /** log Φ(x). */
  public static double logCumulative(double x) {
    return x < TAIL
        ? -0.5 * x * x - HALF_LOG_TWO_PI + StrictMath.log(mills(-x))
        : StrictMath.log(cumulative(x));
  }

  /** φ(x) / Φ(x), the derivative of log Φ. */
  public static double slope(double x) {
    return x < TAIL
        ? 1 / mills(-x)
        : StrictMath.exp(-0.5 * x * x - HALF_LOG_TWO_PI) / cumulative(x);
  }

  /** Φ(−x) / φ(x) for large x: Laplace's continued fraction 1/(x + 1/(x + 2/(x + 3/…))). */
  private static double mills(double x) {
    double tail = x;
    for (int k = TERMS; k > 0; k--) {
      tail = x + k / tail;
    }
    return 1 / tail;
  }
}
