package org.sparksvi.numeric;

/**
 * The inner loops of models that work in single precision, over flat arrays.
 *
 * <p>Every implementation gives the same bits on every machine, interpreted or compiled: each is
 * made of the IEEE operations +, −, ·, ÷, fused multiply-add, minimum and maximum and of integer
 * operations on bit patterns, in an order that does not depend on the number of lanes. Where an
 * argument is NaN the result is NaN, of unspecified bits.
 *
 * <p>Arguments are read but for the last array, which is overwritten ({@code out}) or added to
 * ({@code into}) and must not overlap the others. Instances are immutable and serve any number of
 * threads.
 */
public interface FloatKernels {
  /** Arrays said to be padded have room up to the next multiple of this many elements. */
  int PADDING = 16;

  /** The smallest multiple of {@link #PADDING} that is not below {@code n}. */
  static int padded(int n) {
    return Math.addExact(n, PADDING - 1) / PADDING * PADDING;
  }

  /**
   * The name of the implementation, with its number of bits where it has one: {@code vector-256}.
   */
  String name();

  /**
   * A vector times a matrix, added up in the order of the rows.
   *
   * <pre>
   *   out[j] = Σ_i weight[i] · matrix[i · stride + j]     i &lt; rows, j &lt; columns, from 0, by fused multiply-add
   * </pre>
   *
   * <p>The rows of the matrix and {@code out} are padded: what stands after the columns may be read
   * and overwritten, and has no influence on them.
   */
  void weightedRows(float[] weight, int rows, float[] matrix, int stride, int columns, float[] out);

  /** Adds {@code scale · row[from + j]} to {@code into[intoFrom + j]}, j &lt; n, fused. */
  void addScaled(float scale, float[] row, int from, int n, float[] into, int intoFrom);

  /** {@code out[j] = numerator[j] / denominator[j]}, j &lt; n. */
  void divide(float[] numerator, float[] denominator, int n, float[] out);

  /**
   * The derivative of log Γ of positive numbers; its error is below 10<sup>-6</sup> times the
   * larger of 1 and its size, for arguments from 10<sup>-30</sup> to 10<sup>30</sup>.
   */
  void digamma(float[] x, int from, int n, float[] out, int outFrom);

  /**
   * The exponential, or {@code floor} where that is larger; its relative error is below 2 ·
   * 10<sup>-7</sup> from −87 to 88. It is 0 (so the floor is taken) below −88, and that of 88
   * above.
   *
   * @param floor not negative
   */
  void exp(float[] x, int from, int n, float floor, float[] out, int outFrom);

  /**
   * The natural logarithm of positive numbers; its error is below 2 · 10<sup>-7</sup> of its size.
   * Numbers below 2<sup>-126</sup>, of either sign, are taken as 2<sup>-126</sup>.
   */
  void log(float[] x, int from, int n, float[] out, int outFrom);

  /**
   * Exponentials of digammas relative to their largest, exp E[log θ] of a Dirichlet distribution up
   * to scale; the relative error is below 10<sup>-6</sup> times the larger of 1 and the size of the
   * digamma.
   *
   * <pre>
   *   out[k] = max(floor, exp(ψ(x[k]) − max_j ψ(x[j])))     j, k &lt; n
   * </pre>
   *
   * <p>Both arrays are padded: what stands after n may be read and, in {@code out}, overwritten,
   * and has no influence.
   *
   * @param x positive
   * @param floor not negative
   */
  void expDigammaShifted(float[] x, int n, float floor, float[] out);

  /** The largest of n numbers; −∞ for none. */
  float max(float[] values, int from, int n);

  /** The largest {@code |a[j] − b[j]|}, j &lt; n; 0 for none. */
  float maxAbsDifference(float[] a, float[] b, int n);

  /** The activations of the same implementation. */
  FloatActivations activations();

  /** The sums of the same implementation. */
  FloatSums sums();

  /**
   * Adds {@code values[from + i] · perQuantum}, rounded half to even, i &lt; n, to sums that lie in
   * pairs in longs; see {@link SinglePairs}. The multiplication must be by a power of two, and the
   * sums are of use only as long as the products are below 2<sup>30</sup>.
   *
   * @param intoFrom the long that holds the first pair
   * @return the bits of the largest size among the values; those of NaN are above all
   */
  int addPairs(float[] values, int from, int n, float perQuantum, long[] into, int intoFrom);

  /**
   * Overwrites {@code out[outFrom + i]}, i &lt; n, with a sum rounded to the nearest float, times a
   * factor. {@code from} is the long that holds the first pair.
   */
  void readPairs(long[] sums, int from, int n, float factor, float[] out, int outFrom);

  /** The bits of the largest size among n numbers, 0 for none; those of NaN are above all. */
  int largestSize(float[] values, int from, int n);

  /** Whether this Java was started with the module that the implementation on vectors needs. */
  static boolean hasVectors() {
    return VectorLoader.present();
  }

  /** The fastest implementation this Java was started for. */
  static FloatKernels best() {
    return hasVectors() ? VectorLoader.load() : new ScalarFloatKernels();
  }

  /** The implementation called {@code scalar} or {@code vector}. */
  static FloatKernels byName(String name) {
    return switch (name) {
      case "scalar" -> new ScalarFloatKernels();
      case "vector" -> VectorLoader.load();
      default ->
          throw new IllegalArgumentException(
              "the kernel must be 'scalar' or 'vector', but was '" + name + "'");
    };
  }
}
