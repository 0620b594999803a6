package org.sparksvi.autodiff;

import java.util.EnumMap;
import java.util.Map;
import org.sparksvi.numeric.FloatActivations;
import org.sparksvi.numeric.FloatKernels;
import org.sparksvi.numeric.LogGammas;

/**
 * The functions and their slopes in single precision.
 *
 * <p>A table, not a switch: with all of them inlined into one method the compiler gives up in the
 * middle of a vector kernel, which then allocates its vectors.
 */
final class FloatFunctionTable {
  private static final int CHUNK = 256; // arguments of log Γ at a time

  /** Overwrites {@code out} with f(x). */
  private interface Values {
    void run(float[] x, int n, float[] out);
  }

  /** Overwrites {@code out} with d · f'(x), where {@code y = f(x)}. */
  private interface Slopes {
    void run(float[] x, float[] y, float[] d, int n, float[] out);
  }

  private final FloatKernels kernels;
  private final Map<Function, Values> values = new EnumMap<>(Function.class);
  private final Map<Function, Slopes> slopes = new EnumMap<>(Function.class);
  private final double[] arguments = new double[CHUNK];
  private final double[] logGammas = new double[CHUNK];
  private final double[] digammas = new double[CHUNK];

  FloatFunctionTable(FloatKernels kernels) {
    this.kernels = kernels;
    FloatActivations activations = kernels.activations();
    values.put(Function.TANH, activations::tanh);
    values.put(Function.SIGMOID, activations::sigmoid);
    values.put(Function.RELU, FloatFunctionTable::relu);
    values.put(Function.ELU, activations::elu);
    values.put(Function.SOFTPLUS, activations::softplus);
    values.put(Function.LOG_SIGMOID, activations::logSigmoid);
    values.put(Function.EXP, (x, n, out) -> kernels.exp(x, 0, n, 0, out, 0));
    values.put(Function.LOG, (x, n, out) -> kernels.log(x, 0, n, out, 0));
    values.put(Function.SQUARE, FloatFunctionTable::square);
    values.put(Function.SQRT, FloatFunctionTable::sqrt);
    values.put(Function.RECIPROCAL, FloatFunctionTable::reciprocal);
    values.put(Function.LOG_GAMMA, this::logGamma);
    values.put(Function.DIGAMMA, this::digamma);
    float above0 = Float.MIN_VALUE;
    float most = Float.POSITIVE_INFINITY;
    slopes.put(Function.RELU, (x, y, d, n, out) -> activations.within(above0, most, x, d, n, out));
    slopes.put(Function.SOFTPLUS, (x, y, d, n, out) -> activations.timesSigmoid(1, x, d, n, out));
    slopes.put(
        Function.LOG_SIGMOID, (x, y, d, n, out) -> activations.timesSigmoid(-1, x, d, n, out));
    slopes.put(Function.TANH, FloatFunctionTable::tanhSlope);
    slopes.put(Function.SIGMOID, FloatFunctionTable::sigmoidSlope);
    slopes.put(Function.ELU, FloatFunctionTable::eluSlope);
    slopes.put(Function.EXP, FloatFunctionTable::expSlope);
    slopes.put(Function.LOG, FloatFunctionTable::logSlope);
    slopes.put(Function.SQUARE, FloatFunctionTable::squareSlope);
    slopes.put(Function.SQRT, FloatFunctionTable::sqrtSlope);
    slopes.put(Function.RECIPROCAL, FloatFunctionTable::reciprocalSlope);
    slopes.put(Function.LOG_GAMMA, this::logGammaSlope);
    slopes.put(Function.DIGAMMA, FloatFunctionTable::digammaSlope);
    addPlain(Function.ABS);
    addPlain(Function.EXPM1);
    addPlain(Function.LOG1P);
    addPlain(Function.LOG_NORMAL_CDF);
    addPlain(Function.SIN);
    addPlain(Function.COS);
  }

  /** In double precision, one by one. */
  private void addPlain(Function function) {
    values.put(
        function,
        (x, n, out) -> {
          for (int i = 0; i < n; i++) {
            out[i] = (float) function.value(x[i]);
          }
        });
    slopes.put(
        function,
        (x, y, d, n, out) -> {
          for (int i = 0; i < n; i++) {
            out[i] = d[i] * (float) function.slope(x[i], y[i]);
          }
        });
  }

  void apply(Function function, float[] x, float[] out) {
    values.get(function).run(x, out.length, out);
  }

  /** {@code out = d · f'(x)}, where {@code y = f(x)}. */
  void slope(Function function, float[] x, float[] y, float[] d, float[] out) {
    slopes.get(function).run(x, y, d, out.length, out);
  }

  private static void relu(float[] x, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(x[i], 0);
    }
  }

  private static void square(float[] x, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * x[i];
    }
  }

  private static void sqrt(float[] x, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.sqrt(x[i]);
    }
  }

  private static void reciprocal(float[] x, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = 1 / x[i];
    }
  }

  private static void tanhSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = d[i] * (1 - y[i] * y[i]);
    }
  }

  private static void sigmoidSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = d[i] * (y[i] * (1 - y[i]));
    }
  }

  private static void eluSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = d[i] * (Math.min(y[i], 0) + 1);
    }
  }

  private static void expSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = d[i] * y[i];
    }
  }

  private static void logSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = d[i] / x[i];
    }
  }

  private static void squareSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = d[i] * (2 * x[i]);
    }
  }

  private static void sqrtSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = d[i] * (0.5f / y[i]);
    }
  }

  private static void reciprocalSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = -d[i] * (y[i] * y[i]);
    }
  }

  private void logGammaSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    digamma(x, n, out);
    for (int i = 0; i < n; i++) {
      out[i] = d[i] * out[i];
    }
  }

  private static void digammaSlope(float[] x, float[] y, float[] d, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = d[i] * (float) Function.DIGAMMA.slope(x[i], y[i]);
    }
  }

  /** In double precision. */
  private void logGamma(float[] x, int size, float[] out) {
    for (int at = 0; at < size; at += CHUNK) {
      int n = Math.min(CHUNK, size - at);
      for (int i = 0; i < n; i++) {
        arguments[i] = x[at + i] > 0 ? x[at + i] : 1;
      }
      LogGammas.withDigammas(arguments, n, logGammas, digammas);
      for (int i = 0; i < n; i++) {
        out[at + i] = x[at + i] > 0 ? (float) logGammas[i] : Float.NaN;
      }
    }
  }

  private void digamma(float[] x, int n, float[] out) {
    kernels.digamma(x, 0, n, out, 0);
    for (int i = 0; i < n; i++) {
      if (!(x[i] > 0)) {
        out[i] = Float.NaN;
      }
    }
  }
}
