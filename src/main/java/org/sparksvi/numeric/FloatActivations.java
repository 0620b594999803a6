package org.sparksvi.numeric;

/**
 * Functions of single elements that networks are made of, over the first n elements of flat arrays,
 * under the laws of {@link FloatKernels}: the same bits in every implementation.
 *
 * <p>Relative errors are below 10<sup>-6</sup>, for arguments from −87 on where a result goes to 0.
 */
public interface FloatActivations {
  void tanh(float[] x, int n, float[] out);

  /** {@code 1 / (1 + exp(−x))}. */
  void sigmoid(float[] x, int n, float[] out);

  /** {@code log(1 + exp(x))}. */
  void softplus(float[] x, int n, float[] out);

  /** {@code −log(1 + exp(−x))}. */
  void logSigmoid(float[] x, int n, float[] out);

  /** {@code x} where positive, {@code exp(x) − 1} elsewhere. */
  void elu(float[] x, int n, float[] out);

  /** {@code out = factor / (1 + exp(−sign · x))}. */
  void timesSigmoid(float sign, float[] x, float[] factor, int n, float[] out);

  /** {@code out = value} where x is from low to high, and 0 elsewhere. */
  void within(float low, float high, float[] x, float[] value, int n, float[] out);
}
