package org.sparksvi.numeric.vector;

import static org.sparksvi.numeric.vector.Lanes.COUNT;
import static org.sparksvi.numeric.vector.Lanes.FLOATS;
import static org.sparksvi.numeric.vector.Lanes.all;
import static org.sparksvi.numeric.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * One of the three loops that exponentiate digammas relative to their largest.
 *
 * <p>They are called through this face so that the compiler, which gives up on vectors in the
 * middle of a method too long, compiles each by itself: with three classes at one call it inlines
 * none.
 */
interface DigammaPass {
  /**
   * Works on {@code out} in place and returns the extreme of its first n elements that the next
   * pass needs.
   */
  float run(float[] x, int n, float extreme, float floor, float[] out);

  /** {@code out = log(x + 7/2) − ψ(x)}; returns the smallest. */
  final class Deficits implements DigammaPass {
    @Override
    public float run(float[] x, int n, float extreme, float floor, float[] out) {
      for (int k = 0; k < n; k += COUNT) {
        Lanes.digammaDeficit(load(x, k)).intoArray(out, k);
      }
      int whole = FLOATS.loopBound(n);
      FloatVector smallest = all(Float.POSITIVE_INFINITY);
      for (int k = 0; k < whole; k += COUNT) {
        smallest = smallest.min(load(out, k));
      }
      float min = smallest.reduceLanes(VectorOperators.MIN);
      for (int k = whole; k < n; k++) {
        min = Math.min(min, out[k]);
      }
      return min;
    }
  }

  /** {@code out = (x + 7/2) exp(smallest − out)}; returns the largest. */
  final class Weights implements DigammaPass {
    @Override
    public float run(float[] x, int n, float extreme, float floor, float[] out) {
      for (int k = 0; k < n; k += COUNT) {
        FloatVector e = Lanes.expBelowLimit(all(extreme).sub(load(out, k)));
        e.mul(load(x, k).add(Lanes.THREE_AND_A_HALF)).intoArray(out, k);
      }
      int whole = FLOATS.loopBound(n);
      FloatVector largest = all(0);
      for (int k = 0; k < whole; k += COUNT) {
        largest = largest.max(load(out, k));
      }
      float max = largest.reduceLanes(VectorOperators.MAX);
      for (int k = whole; k < n; k++) {
        max = Math.max(max, out[k]);
      }
      return max;
    }
  }

  /** {@code out = max(out / largest, floor)}. */
  final class Shares implements DigammaPass {
    @Override
    public float run(float[] x, int n, float extreme, float floor, float[] out) {
      for (int k = 0; k < n; k += COUNT) {
        load(out, k).div(all(extreme)).max(all(floor)).intoArray(out, k);
      }
      return 1;
    }
  }
}
