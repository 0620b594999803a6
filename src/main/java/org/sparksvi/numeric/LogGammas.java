package org.sparksvi.numeric;

/**
 * Logarithms of Γ and their derivatives for many positive numbers at once, in double precision:
 * several times as fast as {@link SpecialFunctions} one by one.
 *
 * <p>Made of IEEE operations only, so that the bits are the same on every machine. Both errors are
 * within a few units of 10<sup>-15</sup> times the larger of 1 and the value.
 *
 * <pre>
 *   u = x (x + 7),  Q = u (u + 6) (u + 10) (u + 12) = Π_{i&lt;8} (x + i),  y = x + 8
 *   log Γ(x) = log Γ(y) − log Q                ψ(x) = ψ(y) − (2x + 7) Q'(u) / Q(u)
 *   log Γ(y) ~ (y − ½) log y − y + ½ log 2π + Σ_k B_2k / (2k (2k − 1) y^(2k−1))
 *   ψ(y)     ~ log y − 1/(2y) − Σ_k B_2k / (2k y^2k)
 *   log m    = 2 Σ_i s^(2i+1) / (2i + 1),  s = (m − 1) / (m + 1),  m² between ½ and 2
 * </pre>
 */
public final class LogGammas {
  /** Beyond this, Q comes near the end of doubles. */
  private static final double LARGE = 1e9;

  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  /** log 2 in two parts, of which the first times any exponent is exact. */
  private static final double LN2_HIGH = 0x1.62e42fefap-1;

  private static final double LN2_LOW = 0x1.cf79abc9e3b3ap-40;

  /** The bits of √½: mantissas are taken from there to √2. */
  private static final long SQRT_HALF = 0x3fe6a09e667f3bcdL;

  private static final int MANTISSA_BITS = 52;

  private LogGammas() {}

  /**
   * log Γ and ψ of the first n numbers; overwrites both arrays.
   *
   * @param x positive
   */
  public static void withDigammas(double[] x, int n, double[] logGamma, double[] digamma) {
    for (int k = 0; k < n; k++) {
      double value = x[k];
      if (!(value < LARGE)) {
        logGamma[k] = SpecialFunctions.logGamma(value);
        digamma[k] = SpecialFunctions.digamma(value);
        continue;
      }
      double u = value * (value + 7);
      double outer = u * (u + 6);
      double inner = (u + 10) * (u + 12);
      double product = outer * inner;
      double slope = (2 * u + 6) * inner + (2 * u + 22) * outer;
      double y = value + 8;
      double inverse = 1 / y;
      double r = inverse * inverse;
      double log = log(y);
      logGamma[k] =
          (y - 0.5) * log - y + HALF_LOG_TWO_PI + inverse * logGammaSeries(r) - log(product);
      digamma[k] = log - 0.5 * inverse - r * digammaSeries(r) - (2 * value + 7) * slope / product;
    }
  }

  private static double logGammaSeries(double r) {
    double sum = 1.0 / 1188 - r * (691.0 / 360360 - r * (1.0 / 156));
    return 1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * sum)));
  }

  private static double digammaSeries(double r) {
    double sum = 1.0 / 132 - r * (691.0 / 32760 - r * (1.0 / 12));
    return 1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * sum)));
  }

  /** The natural logarithm of a positive, normal number. */
  private static double log(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long power = (bits - SQRT_HALF) >> MANTISSA_BITS;
    double m = Double.longBitsToDouble(bits - (power << MANTISSA_BITS));
    double s = (m - 1) / (m + 1);
    double z = s * s;
    double high = 1.0 / 15 + z * (1.0 / 17 + z * (1.0 / 19 + z * (1.0 / 21)));
    double low = 1.0 / 7 + z * (1.0 / 9 + z * (1.0 / 11 + z * (1.0 / 13 + z * high)));
    double tail = 2 * s * z * (1.0 / 3 + z * (1.0 / 5 + z * low));
    return power * LN2_HIGH + (2 * s + (tail + power * LN2_LOW));
  }
}
