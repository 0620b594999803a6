package org.sparksvi.engine;

import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.model.NumericalException;
import org.sparksvi.numeric.FloatKernels;

/** What is asked of slices of a direction before they are used. */
final class Finite {
  private static final FloatKernels KERNELS = FloatKernels.best();
  private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private Finite() {}

  static boolean finite(Direction direction, int f, int from, int to) {
    if (direction.layout().field(f).single()) {
      return KERNELS.largestSize(direction.singles(f), from, to - from) < INFINITE;
    }
    double[] values = direction.values(f);
    double zero = 0;
    for (int i = from; i < to; i++) {
      zero += 0 * values[i]; // NaN for what is not finite
    }
    return zero == 0;
  }

  /** The sum of squares, in an order of its own that never changes. */
  static double squares(Direction direction, int f, int from, int to) {
    double[] sums = new double[4]; // as many chains of additions
    if (direction.layout().field(f).single()) {
      float[] values = direction.singles(f);
      for (int i = from; i < to; i++) {
        sums[i & 3] += (double) values[i] * values[i];
      }
    } else {
      double[] values = direction.values(f);
      for (int i = from; i < to; i++) {
        sums[i & 3] += values[i] * values[i];
      }
    }
    return sums[0] + sums[1] + (sums[2] + sums[3]);
  }

  /** Refuses a target of which some number is not finite. */
  static void requireFinite(Direction target, int f, long step) {
    if (target.firstNonFinite(f) >= 0) {
      throw notFinite(target, f, step);
    }
  }

  /** Names the first place. */
  static NumericalException notFinite(Direction target, int f, long step) {
    long index = target.firstNonFinite(f);
    Field field = target.layout().field(f);
    return new NumericalException(
        step,
        "the target of field '%s' must be finite, but is not at %s in round %d"
            .formatted(field.name(), field.place(index), step));
  }
}
