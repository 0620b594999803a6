package org.sparksvi.models.joint;

import java.util.Arrays;

/**
 * The maximum of a smooth function of few numbers, by the method of Broyden, Fletcher, Goldfarb and
 * Shanno with the whole matrix (Nocedal and Wright, 2006, chapter 6), which begins in the units
 * that the function knows, and does so again before it ends.
 */
final class Ascent {
  private static final double ARMIJO = 1e-4;
  private static final int MOST_TRIALS = 30;

  private final Function function;
  private final int logarithms;
  private final double longest;
  private double[] at;
  private double value;
  private double[] gradient;
  private double[] matrix; // −H⁻¹, n × n; null before the first step
  private double begun; // the value where the matrix was new
  private boolean ended;

  /** A function with its gradient. */
  interface Function {
    /** Overwrites the gradient. */
    double at(double[] x, double[] gradient);

    /** Squares of the units of coordinates near a point. */
    double[] metric(double[] x);
  }

  /**
   * From a point.
   *
   * @param logarithms the first of coordinates that are logarithms
   * @param longest step in any of these
   */
  Ascent(Function function, double[] from, int logarithms, double longest) {
    this.function = function;
    this.logarithms = logarithms;
    this.longest = longest;
    this.at = from.clone();
    this.gradient = new double[from.length];
    this.value = function.at(at, gradient);
  }

  double[] at() {
    return at;
  }

  double value() {
    return value;
  }

  /** Whether the function is a number here. */
  boolean isFinite() {
    return Double.isFinite(value) && Arrays.stream(gradient).allMatch(Double::isFinite);
  }

  /**
   * Climbs until a step promises less than a gain, or no step is found.
   *
   * @param steps at most
   */
  void climb(int steps, double gain) {
    for (int s = 0; s < steps && isFinite() && !ended; s++) {
      step(gain);
    }
  }

  private void step(double gain) {
    int n = at.length;
    double[] direction = matrix == null ? product(function.metric(at), gradient) : times(gradient);
    double slope = dot(direction, gradient);
    if (!(slope > gain)) {
      ended = matrix == null || !(value - begun > gain);
      matrix = null; // which may hide what it has not seen
      return;
    }
    begun = matrix == null ? value : begun;
    double largest = 0;
    for (int i = logarithms; i < n; i++) {
      largest = Math.max(largest, Math.abs(direction[i]));
    }
    double first = matrix == null ? Math.min(1, 1 / Math.sqrt(slope)) : 1;
    double share = Math.min(first, largest > 0 ? longest / largest : first);
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      double[] there = new double[n];
      double[] slopeThere = new double[n];
      for (int i = 0; i < n; i++) {
        there[i] = at[i] + share * direction[i];
      }
      double found = function.at(there, slopeThere);
      boolean usable =
          Double.isFinite(found) && Arrays.stream(slopeThere).allMatch(Double::isFinite);
      if (usable && found >= value + ARMIJO * share * slope) {
        update(there, slopeThere);
        at = there;
        value = found;
        gradient = slopeThere;
        return;
      }
      share *= usable ? 0.5 : 0.1;
    }
    ended = matrix == null;
    matrix = null; // what is known of the curvature may mislead
  }

  private void update(double[] there, double[] slopeThere) {
    int n = at.length;
    double[] s = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      s[i] = there[i] - at[i];
      y[i] = gradient[i] - slopeThere[i];
    }
    double curvature = dot(s, y);
    if (!(curvature > 1e-10 * Math.sqrt(dot(s, s) * dot(y, y)))) {
      return;
    }
    if (matrix == null) {
      matrix = new double[n * n];
      double[] metric = function.metric(there);
      double scale = curvature / dot(y, product(metric, y));
      for (int i = 0; i < n; i++) {
        matrix[i * n + i] = scale * metric[i];
      }
    }
    double[] product = times(y);
    double factor = (1 + dot(y, product) / curvature) / curvature;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i * n + j] +=
            factor * s[i] * s[j] - (product[i] * s[j] + s[i] * product[j]) / curvature;
      }
    }
  }

  private double[] times(double[] x) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        sum += matrix[i * x.length + j] * x[j];
      }
      out[i] = sum;
    }
    return out;
  }

  private static double[] product(double[] a, double[] b) {
    double[] out = new double[a.length];
    Arrays.setAll(out, i -> a[i] * b[i]);
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
