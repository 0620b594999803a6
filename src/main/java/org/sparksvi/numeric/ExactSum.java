package org.sparksvi.numeric;

import java.io.Serializable;

/**
 * A sum of doubles that has the same bits whatever the order and the grouping of its addends.
 *
 * <p>It is a 128-bit integer of quanta of 2<sup>-50</sup>. Each addend is rounded to whole quanta,
 * half to even (one of at least 4 in size exactly), and nothing else is ever rounded, until {@link
 * #value}. Beside it runs a bound of the sum of the addends' sizes, in units of 2<sup>14</sup>,
 * that stops at 2<sup>62</sup>: an addend that is infinite or not a number takes it there at once,
 * sums of sizes of 2<sup>76</sup> do so too, and from then on the value is not a number.
 */
public final class ExactSum implements Serializable {
  private static final long serialVersionUID = 1;

  private static final double QUANTA = 0x1p50;

  /** Where {@link #peak} stops. */
  private static final long FULL = 1L << 62;

  private long high; // upper half of the two's complement of 128 bits
  private long low;
  private long peak; // Σ max(1, ⌈|addend| / 2^14⌉), at most FULL

  /** An empty sum, of value 0. */
  public ExactSum() {}

  private ExactSum(long high, long low, long peak) {
    this.high = high;
    this.low = low;
    this.peak = peak;
  }

  /** The sum whose three parts are those of another. */
  public static ExactSum of(long high, long low, long peak) {
    if (!isPeak(peak)) {
      throw new IllegalArgumentException(
          "the peak of an exact sum must be between 0 and 2^62, but was " + peak);
    }
    return new ExactSum(high, low, peak);
  }

  /** Whether a number can be the {@link #peak} of a sum. */
  public static boolean isPeak(long number) {
    return number >= 0 && number <= FULL;
  }

  /** Adds one number. */
  public void add(double addend) {
    double quanta = Math.rint(addend * QUANTA);
    double size = Math.abs(quanta);
    if (size < 0x1p63) {
      long whole = (long) quanta;
      add(whole >> 63, whole, 1);
    } else if (size < 0x1p126) {
      int shift = Math.getExponent(quanta) - 52; // from 11 to 73
      long significand = (long) Math.scalb(quanta, -shift);
      long units = (long) Math.ceil(size * 0x1p-64);
      if (shift < 64) {
        add(significand >> (64 - shift), significand << shift, units);
      } else {
        add(significand << (shift - 64), 0, units);
      }
    } else {
      add(0, 0, FULL);
    }
  }

  /** Adds all that was added to another. */
  public void add(ExactSum other) {
    add(other.high, other.low, other.peak);
  }

  private void add(long addendHigh, long addendLow, long addendPeak) {
    long sum = low + addendLow;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    high += addendHigh + carry;
    low = sum;
    peak = FULL - peak <= addendPeak ? FULL : peak + addendPeak;
  }

  /**
   * The double nearest to the sum of the rounded addends, half to even; NaN where an addend was
   * infinite or not a number, or the sum of sizes reached 2<sup>76</sup>.
   */
  public double value() {
    if (peak == FULL) {
      return Double.NaN;
    }
    boolean negative = high < 0;
    long upper = negative ? ~high + (low == 0 ? 1 : 0) : high;
    long lower = negative ? -low : low;
    double size = magnitude(upper, lower) / QUANTA;
    return negative ? -size : size;
  }

  /** The double nearest to an unsigned integer of 127 bits. */
  private static double magnitude(long upper, long lower) {
    if (upper == 0 && lower >= 0) {
      return lower;
    }
    // the 62 leading bits, and one that stands for all that follow
    int shift = 66 - Long.numberOfLeadingZeros(upper);
    boolean rest;
    long leading;
    if (shift < 64) {
      leading = (upper << (64 - shift)) | (lower >>> shift);
      rest = lower << (64 - shift) != 0;
    } else {
      leading = upper >>> (shift - 64);
      rest = lower != 0 || (shift > 64 && upper << (128 - shift) != 0);
    }
    return Math.scalb((double) (leading << 1 | (rest ? 1 : 0)), shift - 1);
  }

  /** The upper 64 bits of the quanta. */
  public long high() {
    return high;
  }

  /** The lower 64 bits of the quanta. */
  public long low() {
    return low;
  }

  /** The bound of the sum of sizes that {@link #value} consults. */
  public long peak() {
    return peak;
  }

  @Override
  public String toString() {
    return Double.toString(value());
  }
}
