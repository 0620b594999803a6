package org.sparksvi.numeric;

/**
 * Sums over n consecutive elements, under the laws of {@link FloatKernels}: the same bits in every
 * implementation.
 *
 * <p>The order of a sum: sixteen partial sums p, of every sixteenth element of the whole blocks of
 * sixteen; these added up as
 *
 * <pre>
 *   q_i = p_i + p_{i+8},  r_i = q_i + q_{i+4},  (r_0 + r_2) + (r_1 + r_3)
 * </pre>
 *
 * <p>and then what is left after the whole blocks, one by one.
 */
public interface FloatSums {
  /** Partial sums. */
  int PARTS = 16;

  /** {@code Σ a[from + j]}, j &lt; n. */
  float sum(float[] a, int from, int n);

  /** {@code Σ a[from + j] · b[from + j]}, j &lt; n, by fused multiply-add. */
  float dot(float[] a, float[] b, int from, int n);

  /** {@code Σ exp(a[from + j] − shift)}, j &lt; n, with {@link FloatKernels#exp}. */
  float sumOfExp(float[] a, int from, int n, float shift);

  /** {@code out[from + j] = scale · exp(a[from + j] − shift)}, j &lt; n. */
  void exp(float[] a, int from, int n, float shift, float scale, float[] out);
}
