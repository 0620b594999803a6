package org.sparksvi.models.regression;

/**
 * The exponential integral times the exponential, of positive arguments.
 *
 * <pre>
 *   g(u) = e^u E₁(u) = e^u ∫_u^∞ e^−t / t dt
 * </pre>
 *
 * <p>Below 1 by the series −γ − log u − Σ (−u)^k / (k k!), else by the continued fraction 1/(u + 1
 * − 1/(u + 3 − 4/(u + 5 − 9/…))) (Abramowitz and Stegun, 1964, 5.1.11 and 5.1.22).
 */
final class ScaledExponentialIntegral {
  private static final double EULER = 0.5772156649015329;
  private static final int TERMS = 80;

  private ScaledExponentialIntegral() {}

  static double of(double u) {
    if (u >= 1) {
      return 1 / denominator(u);
    }
    double sum = -EULER - StrictMath.log(u);
    double power = 1;
    for (int k = 1; k <= 25; k++) {
      power *= -u / k;
      sum -= power / k;
    }
    return StrictMath.exp(u) * sum;
  }

  /** u + 1 − 1/(u + 3 − 4/(u + 5 − …)), which is 1 / g(u). */
  private static double denominator(double u) {
    return u + 1 - rest(u);
  }

  /** 1/(u + 3 − 4/(u + 5 − …)). */
  private static double rest(double u) {
    double tail = u + 2 * TERMS + 1;
    for (int k = TERMS; k > 1; k--) {
      tail = u + 2 * k - 1 - (double) k * k / tail;
    }
    return 1 / tail;
  }

  /** 1 / (u g(u)) − 1, without cancellation where u is large. */
  static double excess(double u) {
    return u >= 1 ? (1 - rest(u)) / u : 1 / (u * of(u)) - 1;
  }
}
