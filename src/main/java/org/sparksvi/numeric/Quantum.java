package org.sparksvi.numeric;

/** The unit of fixed-point sums, {@code 2^exponent}, ready for many short arrays. */
public final class Quantum {
  private final double value;
  private final double first; // 1 / value as two factors: it may be larger than any double
  private final double second;

  /** A unit; the exponent is one that {@link FixedPoint} allows. */
  public Quantum(int exponent) {
    value = FixedPoint.quantum(exponent);
    first = FixedPoint.firstScale(-exponent);
    second = FixedPoint.secondScale(-exponent);
  }

  /**
   * Adds {@code values[from + i]}, in quanta, to {@code into[intoFrom + i]} for i below {@code n}.
   *
   * <p>What is not a number counts as 0 and what exceeds 64 bits as the largest; {@link
   * FixedPoint#peak} tells.
   */
  public void add(double[] values, int from, int n, long[] into, int intoFrom) {
    for (int i = 0; i < n; i++) {
      into[intoFrom + i] += (long) Math.rint(values[from + i] * first * second);
    }
  }

  /** Overwrites {@code out} with the values of sums, each rounded once to the nearest double. */
  public void read(long[] sums, int from, int n, double[] out, int outFrom) {
    for (int i = 0; i < n; i++) {
      out[outFrom + i] = sums[from + i] * value;
    }
  }
}
