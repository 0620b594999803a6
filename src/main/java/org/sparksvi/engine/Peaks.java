package org.sparksvi.engine;

import org.sparksvi.bundle.Layout;
import org.sparksvi.numeric.FixedPoint;
import org.sparksvi.numeric.SinglePairs;

/**
 * The sums of all addends' peaks, by quantum, and what they tell of the sums: whether these fit,
 * how large they may be, whether the quanta are too coarse.
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
    this.sums = new long[layout.quanta()];
  }

  void add(int quantum, long peak) {
    sums[quantum] = FixedPoint.addPeaks(sums[quantum], peak);
  }

  void add(long[] peaks) {
    for (int q = 0; q < sums.length; q++) {
      add(q, peaks[q]);
    }
  }

  long[] toArray() {
    return sums.clone();
  }

  /** Whether every sum is certain to fit its accumulator, and every addend was finite. */
  boolean fit() {
    return unfit() < 0;
  }

  /** The first quantum of which a sum may not fit, or -1. */
  int unfit() {
    for (int q = 0; q < sums.length; q++) {
      boolean fits =
          layout.ofQuantum(q).single() ? SinglePairs.fits(sums[q]) : FixedPoint.fits(sums[q]);
      if (!fits) {
        return q;
      }
    }
    return -1;
  }

  /** Whether some addends are so small beside the quantum that rounding them may show. */
  boolean coarse(int addends) {
    for (int q = 0; q < sums.length; q++) {
      if (sums[q] > 0
          && (layout.ofQuantum(q).single() ? coarseSingle(q, addends) : sums[q] / addends < FINE)) {
        return true;
      }
    }
    return false;
  }

  private boolean coarseSingle(int q, int addends) {
    return sums[q] < FULL_SINGLE && sums[q] / addends < FINE_SINGLE;
  }

  /** An upper bound of the sums' magnitude, by quantum; infinite where nobody knows. */
  double[] magnitudes(Quanta quanta) {
    double[] magnitudes = new double[sums.length];
    for (int q = 0; q < sums.length; q++) {
      magnitudes[q] =
          layout.ofQuantum(q).single()
              ? SinglePairs.magnitude(sums[q], quanta.exponent(q))
              : FixedPoint.magnitude(sums[q], quanta.exponent(q));
    }
    return magnitudes;
  }
}
