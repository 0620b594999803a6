package org.sparksvi.engine;

import org.sparksvi.bundle.Layout;
import org.sparksvi.numeric.FixedPoint;
import org.sparksvi.numeric.SinglePairs;

/**
 * The sums of all addends' peaks, by field, and what they tell of the sums: whether these fit, how
 * large they may be, whether the quanta are too coarse.
 */
final class Peaks {
  /** Addends of this mean peak, in 2^22 quanta, are rounded to 2^-30 of the largest. */
  private static final long FINE = 1L << 8;

  /** Addends of single precision of this mean peak, in quanta, to 2^-17 of the largest. */
  private static final long FINE_SINGLE = 1L << 16;

  /** Peaks of single precision that add up to this, in quanta, can hardly be any finer. */
  private static final long FULL_SINGLE = 1L << 20;

  private final Layout layout;
  private final long[] sums;

  Peaks(Layout layout) {
    this.layout = layout;
    this.sums = new long[layout.count()];
  }

  void add(int f, long peak) {
    sums[f] = FixedPoint.addPeaks(sums[f], peak);
  }

  long get(int f) {
    return sums[f];
  }

  long[] toArray() {
    return sums.clone();
  }

  /** Whether every sum is certain to fit its accumulator, and every addend was finite. */
  boolean fit() {
    return unfit() < 0;
  }

  /** The first field of which a sum may not fit, or -1. */
  int unfit() {
    for (int f = 0; f < sums.length; f++) {
      boolean fits =
          layout.field(f).single() ? SinglePairs.fits(sums[f]) : FixedPoint.fits(sums[f]);
      if (!fits) {
        return f;
      }
    }
    return -1;
  }

  /** Whether some field's addends are so small beside the quantum that rounding them may show. */
  boolean coarse(int addends) {
    for (int f = 0; f < sums.length; f++) {
      if (sums[f] > 0
          && (layout.field(f).single() ? coarseSingle(f, addends) : sums[f] / addends < FINE)) {
        return true;
      }
    }
    return false;
  }

  private boolean coarseSingle(int f, int addends) {
    return sums[f] < FULL_SINGLE && sums[f] / addends < FINE_SINGLE;
  }

  /** An upper bound of the sums' magnitude, by field; infinite where nobody knows. */
  double[] magnitudes(Quanta quanta) {
    double[] magnitudes = new double[sums.length];
    for (int f = 0; f < sums.length; f++) {
      magnitudes[f] =
          layout.field(f).single()
              ? SinglePairs.magnitude(sums[f], quanta.exponent(f))
              : FixedPoint.magnitude(sums[f], quanta.exponent(f));
    }
    return magnitudes;
  }
}
