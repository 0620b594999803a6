package org.sparksvi.numeric;

/**
 * Functions of one float made of IEEE operations only, so that lanes of a vector can repeat them
 * bit for bit. Their laws stand at {@link FloatKernels}.
 *
 * <p>The coefficients are our own fits in the largest relative (for ψ: absolute) error, rounded to
 * floats; the error of each fit is below 5 · 10<sup>-8</sup> (ψ: 7 · 10<sup>-8</sup>).
 *
 * <pre>
 *   exp:  x = i · log 2 + r, |r| ≤ ½ log 2        exp r = 1 + r + r² · Σ_m EXPm r^m
 *   log:  x = 2^i (1 + f), |f| ≤ 1/3              log(1 + f) = f − ½f² + f³ · Σ_m LOGm f^m
 *   ψ:    w = x + 7/2, v = 1/w²                   ψ(x) = log w + v (PSI0 + PSI1 v) − Σ_{i&lt;4} 1/(x + i)
 * </pre>
 */
public final class FloatFunctions {
  public static final float EXP0 = 0.49999994f;
  public static final float EXP1 = 0.1666652f;
  public static final float EXP2 = 0.041668393f;
  public static final float EXP3 = 0.008368781f;
  public static final float EXP4 = 0.0013814465f;

  public static final float LOG0 = 0.33333266f;
  public static final float LOG1 = -0.25004238f;
  public static final float LOG2 = 0.20007919f;
  public static final float LOG3 = -0.16472325f;
  public static final float LOG4 = 0.14042328f;
  public static final float LOG5 = -0.1512219f;
  public static final float LOG6 = 0.13820133f;

  public static final float PSI0 = 0.041656945f;
  public static final float PSI1 = -0.006893263f;

  /** Beyond this ψ's reciprocals no longer count, and their product would overflow. */
  public static final float PSI_SHIFTED = 1e8f;

  /** Where {@link #exp} stops, on both sides. */
  public static final float EXP_LIMIT = 88;

  public static final float LOG2_E = 1.442695f;

  /** log 2 in two parts, of which the first times any exponent is exact. */
  public static final float LN2_HIGH = 0.6933594f;

  public static final float LN2_LOW = -2.1219444e-4f;

  /** Adding 1.5 · 2^23 leaves the nearest integer in the lowest bits of the sum. */
  public static final float ROUND = 0x1.8p23f;

  /** The same with the bias of an exponent added to the integer. */
  public static final float ROUND_BIASED = ROUND + 127;

  /** The bits of 2/3, from which log counts exponents. */
  public static final int TWO_THIRDS = 0x3f2aaaab;

  /** Above it, {@code log(1 + e)} halves 1 + e. */
  public static final float THIRD = 1 / 3f;

  private FloatFunctions() {}

  /** The exponential; 0 below −88 and that of 88 above. */
  public static float exp(float x) {
    float bounded = Math.min(Math.max(x, -EXP_LIMIT), EXP_LIMIT);
    float biased = Math.fma(bounded, LOG2_E, ROUND_BIASED);
    float power = biased - ROUND_BIASED;
    float r = Math.fma(power, -LN2_LOW, Math.fma(power, -LN2_HIGH, bounded));
    float q = Math.fma(r, EXP4, EXP3);
    q = Math.fma(r, q, EXP2);
    q = Math.fma(r, q, EXP1);
    q = Math.fma(r, q, EXP0);
    float p = Math.fma(r * r, q, r) + 1;
    return p * Float.intBitsToFloat(Float.floatToRawIntBits(biased) << 23);
  }

  /** {@code exp(x) − 1}, relatively precise also near 0; −1 below −88. */
  public static float expm1(float x) {
    float bounded = Math.min(Math.max(x, -EXP_LIMIT), EXP_LIMIT);
    float biased = Math.fma(bounded, LOG2_E, ROUND_BIASED);
    float power = biased - ROUND_BIASED;
    float r = Math.fma(power, -LN2_LOW, Math.fma(power, -LN2_HIGH, bounded));
    float q = Math.fma(r, EXP4, EXP3);
    q = Math.fma(r, q, EXP2);
    q = Math.fma(r, q, EXP1);
    q = Math.fma(r, q, EXP0);
    float scale = Float.intBitsToFloat(Float.floatToRawIntBits(biased) << 23);
    return Math.fma(Math.fma(r * r, q, r), scale, scale - 1);
  }

  /** The hyperbolic tangent. */
  public static float tanh(float x) {
    float e = expm1(-2 * Math.abs(x));
    return Math.copySign(-e / (2 + e), x);
  }

  /** {@code 1 / (1 + exp(−x))}. */
  public static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  /** {@code log(1 + exp(x))}. */
  public static float softplus(float x) {
    return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
  }

  /** {@code log(1 + e)} for e from 0 to 1: as log, of 1 + e or half of it. */
  private static float log1p(float e) {
    boolean halved = e > THIRD;
    float f = halved ? 0.5f * (e - 1) : e;
    float i = halved ? 1 : 0;
    float p = Math.fma(f, LOG6, LOG5);
    p = Math.fma(f, p, LOG4);
    p = Math.fma(f, p, LOG3);
    p = Math.fma(f, p, LOG2);
    p = Math.fma(f, p, LOG1);
    p = Math.fma(f, p, LOG0);
    float tail = Math.fma(f * f, Math.fma(f, p, -0.5f), i * LN2_LOW);
    return Math.fma(i, LN2_HIGH, f + tail);
  }

  /** The natural logarithm of a positive number; itself where it is infinite or not a number. */
  public static float log(float x) {
    if (!(x < Float.POSITIVE_INFINITY)) {
      return x;
    }
    int bits = Float.floatToRawIntBits(Math.max(x, Float.MIN_NORMAL));
    int power = (bits - TWO_THIRDS) >> 23;
    float f = Float.intBitsToFloat(bits - (power << 23)) - 1;
    float i = Float.intBitsToFloat(Float.floatToRawIntBits(ROUND) + power) - ROUND;
    float p = Math.fma(f, LOG6, LOG5);
    p = Math.fma(f, p, LOG4);
    p = Math.fma(f, p, LOG3);
    p = Math.fma(f, p, LOG2);
    p = Math.fma(f, p, LOG1);
    p = Math.fma(f, p, LOG0);
    float square = f * f;
    float tail = Math.fma(square, Math.fma(f, p, -0.5f), i * LN2_LOW);
    return Math.fma(i, LN2_HIGH, f + tail);
  }

  /** The derivative of log Γ of a positive number. */
  public static float digamma(float x) {
    return log(x + 3.5f) - digammaDeficit(x);
  }

  /** {@code log(x + 7/2) − ψ(x)}, which is positive. */
  public static float digammaDeficit(float x) {
    float u = Math.min(x, PSI_SHIFTED);
    // the four reciprocals over their common denominator, with y = x (x + 3)
    float y = u * (u + 3);
    float reciprocals = Math.fma(2f, u, 3f) * Math.fma(2f, y, 2f) / (y * (y + 2));
    float w = x + 3.5f;
    float v = 1 / (w * w);
    return reciprocals - v * Math.fma(PSI1, v, PSI0);
  }
}
