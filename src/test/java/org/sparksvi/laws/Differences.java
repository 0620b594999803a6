package org.sparksvi.laws;

import java.util.function.ToDoubleFunction;

/** Gradients by central differences of fourth order. */
final class Differences {
  /** Step relative to a coordinate's size, or to 1: h⁴ and rounding / h stay below 1e-9. */
  private static final double STEP = 3e-4;

  private Differences() {}

  static double[] gradient(ToDoubleFunction<double[]> function, double[] at) {
    double[] gradient = new double[at.length];
    double[] x = at.clone();
    for (int i = 0; i < x.length; i++) {
      double h = STEP * (Math.abs(at[i]) + 1);
      double[] values = new double[4];
      int[] steps = {-2, -1, 1, 2};
      for (int s = 0; s < steps.length; s++) {
        x[i] = at[i] + steps[s] * h;
        values[s] = function.applyAsDouble(x);
      }
      x[i] = at[i];
      gradient[i] = (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * h);
    }
    return gradient;
  }
}
