package org.sparksvi.numeric;

/**
 * Arrays of 64-bit fixed-point sums: every sum is a number of quanta of 2<sup>exponent</sup>.
 *
 * <p>Each addend is rounded to whole quanta on its own, half to even, and integers are added; so a
 * sum has the same bits whatever the order and the grouping of its addends. A sum that leaves 64
 * bits wraps around. Whether that may have happened is told, also without regard to order, by the
 * {@link #peak peaks} of the addends:
 *
 * <pre>
 *   |sum| ≤ 2^22 · Σ peak &lt; 2^62   as long as   fits(Σ peak)
 * </pre>
 */
public final class FixedPoint {
  /** The smallest exponent of a quantum: that of the smallest double. */
  public static final int MIN_EXPONENT = -1074;

  /** The largest exponent of a quantum. */
  public static final int MAX_EXPONENT = 1000;

  /** Where peaks and their sums stop: {@code 2^40}. */
  static final long FULL = 1L << 40;

  private static final int PEAK_BITS = 22;

  private FixedPoint() {}

  /** The value of one quantum, {@code 2^exponent}. */
  public static double quantum(int exponent) {
    requireExponent(exponent);
    return Math.scalb(1.0, exponent);
  }

  /**
   * The largest size among addends, rounded up to whole multiples of {@code 2^22} quanta; {@code
   * 2^40} for what is larger, infinite or not a number.
   */
  public static long peak(double[] values, int from, int n, int exponent) {
    long largest = 0;
    for (int i = from; i < from + n; i++) {
      largest = Math.max(largest, size(values[i]));
    }
    return peak(largest, exponent);
  }

  /** The bits of a number's size: ordered as sizes are, with NaN above all. */
  public static long size(double value) {
    return Double.doubleToRawLongBits(value) & Long.MAX_VALUE;
  }

  /** The same of the largest {@link #size}. */
  public static long peak(long largest, int exponent) {
    requireExponent(exponent);
    int scale = -exponent - PEAK_BITS;
    double units = Double.longBitsToDouble(largest) * firstScale(scale) * secondScale(scale);
    return units <= FULL ? (long) Math.ceil(units) : FULL;
  }

  /** Whether a number can be a peak or a sum of peaks. */
  public static boolean isPeak(long number) {
    return number >= 0 && number <= FULL;
  }

  /** The sum of two peaks or sums of peaks, which never exceeds {@code 2^40}. */
  public static long addPeaks(long a, long b) {
    return Math.min(FULL, a + b);
  }

  /** An upper bound of a sum's magnitude from its addends' peaks; infinite where it may not fit. */
  public static double magnitude(long sumOfPeaks, int exponent) {
    return fits(sumOfPeaks)
        ? Math.scalb((double) sumOfPeaks, exponent + PEAK_BITS)
        : Double.POSITIVE_INFINITY;
  }

  /** Whether the sum of addends of which this is the sum of peaks has not wrapped around. */
  public static boolean fits(long sumOfPeaks) {
    return sumOfPeaks < FULL;
  }

  // 2^scale as two factors: it may be larger than any double, the factors never are
  static double firstScale(int scale) {
    return Math.scalb(1.0, Math.min(scale, 1000));
  }

  static double secondScale(int scale) {
    return Math.scalb(1.0, Math.max(scale - 1000, 0));
  }

  private static void requireExponent(int exponent) {
    if (exponent < MIN_EXPONENT || exponent > MAX_EXPONENT) {
      throw new IllegalArgumentException(
          "the exponent of a quantum must be between "
              + MIN_EXPONENT
              + " and "
              + MAX_EXPONENT
              + ", but was "
              + exponent);
    }
  }
}
