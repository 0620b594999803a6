package org.sparksvi.autodiff;

import org.sparksvi.numeric.FloatActivations;
import org.sparksvi.numeric.FloatKernels;

/** The functions and their slopes in single precision. */
final class FloatFunctionTable {
  private final FloatKernels kernels;
  private final FloatActivations activations;

  FloatFunctionTable(FloatKernels kernels) {
    this.kernels = kernels;
    this.activations = kernels.activations();
  }

  void apply(Function function, float[] x, float[] out) {
    int n = out.length;
    switch (function) {
      case TANH -> activations.tanh(x, n, out);
      case SIGMOID -> activations.sigmoid(x, n, out);
      case ELU -> activations.elu(x, n, out);
      case SOFTPLUS -> activations.softplus(x, n, out);
      case LOG_SIGMOID -> activations.logSigmoid(x, n, out);
      case EXP -> kernels.exp(x, 0, n, 0, out, 0);
      case LOG -> kernels.log(x, 0, n, out, 0);
      case RELU -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.max(x[i], 0);
        }
      }
      case SQUARE -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] * x[i];
        }
      }
      case SQRT -> {
        for (int i = 0; i < n; i++) {
          out[i] = (float) Math.sqrt(x[i]);
        }
      }
      case RECIPROCAL -> {
        for (int i = 0; i < n; i++) {
          out[i] = 1 / x[i];
        }
      }
      case LOG_GAMMA, DIGAMMA -> {
        for (int i = 0; i < n; i++) {
          out[i] = (float) function.value(x[i]);
        }
      }
    }
  }

  /** {@code out = d · f'(x)}, where {@code y = f(x)}. */
  void slope(Function function, float[] x, float[] y, float[] d, float[] out) {
    int n = out.length;
    switch (function) {
      case RELU -> activations.within(Float.MIN_VALUE, Float.POSITIVE_INFINITY, x, d, n, out);
      case SOFTPLUS -> activations.timesSigmoid(1, x, d, n, out);
      case LOG_SIGMOID -> activations.timesSigmoid(-1, x, d, n, out);
      case TANH -> {
        for (int i = 0; i < n; i++) {
          out[i] = d[i] * (1 - y[i] * y[i]);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          out[i] = d[i] * (y[i] * (1 - y[i]));
        }
      }
      case ELU -> {
        for (int i = 0; i < n; i++) {
          out[i] = d[i] * (Math.min(y[i], 0) + 1);
        }
      }
      case EXP -> {
        for (int i = 0; i < n; i++) {
          out[i] = d[i] * y[i];
        }
      }
      case LOG -> {
        for (int i = 0; i < n; i++) {
          out[i] = d[i] / x[i];
        }
      }
      case SQUARE -> {
        for (int i = 0; i < n; i++) {
          out[i] = d[i] * (2 * x[i]);
        }
      }
      case SQRT -> {
        for (int i = 0; i < n; i++) {
          out[i] = d[i] * (0.5f / y[i]);
        }
      }
      case RECIPROCAL -> {
        for (int i = 0; i < n; i++) {
          out[i] = -d[i] * (y[i] * y[i]);
        }
      }
      case LOG_GAMMA, DIGAMMA -> {
        for (int i = 0; i < n; i++) {
          out[i] = d[i] * (float) function.slope(x[i], y[i]);
        }
      }
    }
  }
}
