package org.sparksvi.numeric;

/**
 * The exponential and functions of it, in double precision: made of additions, products and fused
 * products alone, so they give the same bits on every machine.
 *
 * <p>Functions with a logarithm are faster than by {@link StrictMath}, the exponential alone is
 * not. Machines without fused products take much longer. Results are within four units in the last
 * place of StrictMath's, where they are not subnormal.
 */
public final class Exponentials {
  /** Beyond these the exponential is infinite, or 0. */
  private static final double LIMIT = 750;

  private static final double LOG2_E = 1.4426950408889634;

  /** Added to a small number, it leaves a whole one in the last bits. */
  private static final double ROUND = 0x1.8p52;

  private static final double LN2_HIGH = 0x1.62e42fee00000p-1; // its last bits are 0
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final int BIAS = 1023;
  private static final int MANTISSA = 52;

  /** √2 − 1. */
  private static final double HALVED = 0.41421356237309503;

  // log((1 + s) / (1 − s)) = 2 s + s R(s²), R as in Sun's fdlibm (e_log.c)
  private static final double LOG1 = 0.6666666666666735;
  private static final double LOG2 = 0.3999999999940942;
  private static final double LOG3 = 0.2857142874366239;
  private static final double LOG4 = 0.22222198432149784;
  private static final double LOG5 = 0.1818357216161805;
  private static final double LOG6 = 0.15313837699209373;
  private static final double LOG7 = 0.14798198605116586;

  private Exponentials() {}

  /** {@code e^x = 2^n e^r}, |r| ≤ ½ log 2, by Taylor's series to the thirteenth power. */
  public static double exp(double x) {
    double bounded = Math.min(Math.max(x, -LIMIT), LIMIT);
    double biased = Math.fma(bounded, LOG2_E, ROUND);
    double power = biased - ROUND;
    double r = Math.fma(power, -LN2_LOW, Math.fma(power, -LN2_HIGH, bounded));
    double square = r * r;
    double even = Math.fma(square, 1.0 / 479_001_600, 1.0 / 3_628_800);
    double odd = Math.fma(square, 1.0 / 6_227_020_800.0, 1.0 / 39_916_800);
    even = Math.fma(square, even, 1.0 / 40_320);
    odd = Math.fma(square, odd, 1.0 / 362_880);
    even = Math.fma(square, even, 1.0 / 720);
    odd = Math.fma(square, odd, 1.0 / 5040);
    even = Math.fma(square, even, 1.0 / 24);
    odd = Math.fma(square, odd, 1.0 / 120);
    even = Math.fma(square, even, 0.5);
    odd = Math.fma(square, odd, 1.0 / 6);
    double value = 1 + Math.fma(square, Math.fma(r, odd, even), r);
    int n = (int) Double.doubleToRawLongBits(biased);
    return value * power(n >> 1) * power(n - (n >> 1)); // of which either is a normal number
  }

  private static double power(int n) {
    return Double.longBitsToDouble((long) (n + BIAS) << MANTISSA);
  }

  /** {@code 1 / (1 + e^−x)}. */
  public static double sigmoid(double x) {
    double e = exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** {@code log(1 + e^x)}. */
  public static double softplus(double x) {
    return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
  }

  /** {@code −log(1 + e^−x)}. */
  public static double logSigmoid(double x) {
    return Math.min(x, 0) - log1p(exp(-Math.abs(x)));
  }

  /** {@code log(1 + e)} for e from 0 to 1: that of 1 + f = 1 + e, or half of it. */
  private static double log1p(double e) {
    boolean halved = e > HALVED;
    double f = halved ? 0.5 * (e - 1) : e;
    double k = halved ? 1 : 0;
    double s = f / (2 + f);
    double z = s * s;
    double rest = Math.fma(z, LOG7, LOG6);
    rest = Math.fma(z, rest, LOG5);
    rest = Math.fma(z, rest, LOG4);
    rest = Math.fma(z, rest, LOG3);
    rest = Math.fma(z, rest, LOG2);
    rest = z * Math.fma(z, rest, LOG1);
    double half = 0.5 * f * f;
    return k * LN2_HIGH - ((half - (s * (half + rest) + k * LN2_LOW)) - f);
  }
}
