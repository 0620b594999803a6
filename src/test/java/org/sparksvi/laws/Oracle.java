package org.sparksvi.laws;

/**
 * Special functions for tests, written apart from those they help to judge: recurrence up to a
 * large argument, then the asymptotic series with Bernoulli numbers.
 */
public final class Oracle {
  /** From here on six terms of the series are exact to rounding. */
  private static final double LARGE = 30;

  private Oracle() {}

  /** log Γ(x), x positive. */
  public static double logGamma(double x) {
    double product = 0;
    double z = x;
    while (z < LARGE) {
      product += Math.log(z);
      z += 1;
    }
    double r = 1 / (z * z);
    double series =
        (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188))))) / z;
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - product;
  }

  /** ψ(x), x positive. */
  public static double digamma(double x) {
    double sum = 0;
    double z = x;
    while (z < LARGE) {
      sum += 1 / z;
      z += 1;
    }
    double r = 1 / (z * z);
    double series =
        r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132)))));
    return Math.log(z) - 0.5 / z - series - sum;
  }

  /** ψ'(x), x positive. */
  public static double trigamma(double x) {
    double sum = 0;
    double z = x;
    while (z < LARGE) {
      sum += 1 / (z * z);
      z += 1;
    }
    double r = 1 / (z * z);
    double series = r * (1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r * (1.0 / 30 - r * 5.0 / 66))));
    return 1 / z + 0.5 * r + series / z + sum;
  }

  /** log B(a) = Σ log Γ(a_k) − log Γ(Σ a_k). */
  public static double logBeta(double... a) {
    double sum = 0;
    double logs = 0;
    for (double value : a) {
      sum += value;
      logs += logGamma(value);
    }
    return logs - logGamma(sum);
  }
}
