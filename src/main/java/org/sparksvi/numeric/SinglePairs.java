package org.sparksvi.numeric;

/**
 * Fixed-point sums of floats, two in every long: half the bytes of {@link FixedPoint}, added by the
 * same additions of longs.
 *
 * <pre>
 *   x = v₀ + 2^32 · v₁          v₀, v₁ whole numbers of quanta of 2^exponent, either sign
 * </pre>
 *
 * <p>Adding longs adds both numbers exactly, and both can be read again as long as neither leaves
 * 32 bits, which the sizes of the addends tell:
 *
 * <pre>
 *   |v| ≤ Σ peak &lt; 2^30   as long as   fits(Σ peak)
 * </pre>
 */
public final class SinglePairs {
  /** Quanta below any float's use: their inverse is still a normal float. */
  public static final int MIN_EXPONENT = -126;

  /** The largest exponent of a quantum: sums are still finite floats. */
  public static final int MAX_EXPONENT = 97;

  /** Bits of a sum's magnitude. */
  public static final int BITS = 30;

  private SinglePairs() {}

  /** Longs that hold so many sums. */
  public static int longs(int sums) {
    return (sums + 1) >>> 1;
  }

  /** The peak of addends, in quanta rounded up, from the bits of their largest size. */
  public static long peak(int largestSize, int exponent) {
    double quanta = Math.scalb((double) Float.intBitsToFloat(largestSize), -exponent);
    return quanta <= FixedPoint.FULL ? (long) Math.ceil(quanta) : FixedPoint.FULL;
  }

  /** Whether sums of addends of which this is the sum of peaks can be read again. */
  public static boolean fits(long sumOfPeaks) {
    return sumOfPeaks < 1L << BITS;
  }

  /**
   * An upper bound of a sum's magnitude from its addends' peaks, whether or not it fits; infinite
   * where some addend's size is not known.
   */
  public static double magnitude(long sumOfPeaks, int exponent) {
    return FixedPoint.fits(sumOfPeaks)
        ? Math.scalb((double) sumOfPeaks, exponent)
        : Double.POSITIVE_INFINITY;
  }

  static int low(long pair) {
    return (int) pair;
  }

  static int high(long pair) {
    return (int) ((pair - low(pair)) >> Integer.SIZE);
  }
}
