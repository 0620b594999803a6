package org.sparksvi.numeric;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sum of doubles that has the same bits whatever the order and the grouping of its addends.
 *
 * <p>It is a whole number of quanta of 2<sup>-400</sup>, as long as it has to be, so that sums of
 * rows of the least weights are as precise as others. Each addend is rounded to whole quanta, half
 * to even (one of at least 2<sup>-348</sup> in size exactly), and nothing else is ever rounded,
 * until {@link #value}. An addend that is infinite, not a number, or at least 2<sup>970</sup> in
 * size makes the sum one that is not a number, for good.
 */
public final class ExactSum {
  private static final int SCALE = 400;
  private static final double LIMIT = 0x1p970;

  /** Most longs of a sum that is sent: 2^63 addends below the limit. */
  private static final int MOST_LONGS = 23;

  /** Bits that decide a double: its own, those of a half, and one for all that follow. */
  private static final int DECISIVE = 64;

  private BigInteger quanta; // null where the sum is not a number

  private ExactSum(BigInteger quanta) {
    this.quanta = quanta;
  }

  /** An empty sum, of value 0. */
  public ExactSum() {
    this(BigInteger.ZERO);
  }

  /** Adds one number. */
  public void add(double addend) {
    if (!(Math.abs(addend) < LIMIT)) {
      quanta = null;
    } else if (quanta != null) {
      int shift = Math.max(0, Math.getExponent(addend) - 52 + SCALE);
      double whole = Math.rint(Math.scalb(addend, SCALE - shift));
      quanta = quanta.add(BigInteger.valueOf((long) whole).shiftLeft(shift));
    }
  }

  /** Adds all that was added to another. */
  public void add(ExactSum other) {
    quanta = quanta == null || other.quanta == null ? null : quanta.add(other.quanta);
  }

  /**
   * The double nearest to the sum of the rounded addends, half to even; NaN where an addend was too
   * large or not a number.
   */
  public double value() {
    if (quanta == null) {
      return Double.NaN;
    }
    int dropped = Math.max(0, quanta.bitLength() - DECISIVE);
    BigInteger kept = quanta.shiftRight(dropped);
    if (dropped > 0 && quanta.getLowestSetBit() < dropped) {
      kept = kept.setBit(0);
    }
    return Math.scalb(kept.doubleValue(), dropped - SCALE);
  }

  /** The sum to send: how many longs follow, or -1 where it is not a number; the highest first. */
  public long[] longs() {
    if (quanta == null) {
      return new long[] {-1};
    }
    int n = quanta.signum() == 0 ? 0 : quanta.bitLength() / Long.SIZE + 1;
    long[] longs = new long[1 + n];
    longs[0] = n;
    for (int i = 0; i < n; i++) {
      longs[1 + i] = quanta.shiftRight((n - 1 - i) * Long.SIZE).longValue();
    }
    return longs;
  }

  /** Where the sum that begins at a place of sums that were sent ends; -1 where there is none. */
  public static int end(long[] sent, int from) {
    if (from < 0 || from >= sent.length || sent[from] < -1 || sent[from] > MOST_LONGS) {
      return -1;
    }
    long end = from + 1 + Math.max(0, sent[from]);
    return end <= sent.length ? (int) end : -1;
  }

  /** The sum that begins at a place of sums that were sent, and has an {@link #end}. */
  public static ExactSum read(long[] sent, int from) {
    if (sent[from] <= 0) {
      return new ExactSum(sent[from] == 0 ? BigInteger.ZERO : null);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * (int) sent[from]);
    bytes.asLongBuffer().put(Arrays.copyOfRange(sent, from + 1, end(sent, from)));
    return new ExactSum(new BigInteger(bytes.array()));
  }

  @Override
  public String toString() {
    return Double.toString(value());
  }
}
