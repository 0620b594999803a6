package org.sparksvi.models.regression;

/**
 * Nodes and weights of expectations under a standard normal distribution: exact for polynomials of
 * a degree below twice the number of nodes.
 *
 * <pre>
 *   E f(z) ≈ Σ w_i f(z_i)
 * </pre>
 *
 * <p>Newton's method on Hermite functions (Press et al., Numerical Recipes, 1992, section 4.5).
 */
final class GaussHermite {
  private static final int MOST_STEPS = 100;
  private static final double ENOUGH = 1e-15;
  private static final double FOURTH_ROOT_OF_PI = 0.7511255444649425; // π^(−1/4)

  private final double[] nodes;
  private final double[] weights;

  GaussHermite(int n) {
    nodes = new double[n];
    weights = new double[n];
    double z = 0;
    for (int i = 0; i < (n + 1) / 2; i++) { // the largest root first
      z = start(i, n, z);
      double slope = 0;
      for (int step = 0; step < MOST_STEPS; step++) {
        double value = FOURTH_ROOT_OF_PI;
        double before = 0;
        for (int j = 1; j <= n; j++) {
          double earlier = before;
          before = value;
          value = z * Math.sqrt(2.0 / j) * before - Math.sqrt((j - 1.0) / j) * earlier;
        }
        slope = Math.sqrt(2.0 * n) * before;
        double move = value / slope;
        z -= move;
        if (Math.abs(move) < ENOUGH) {
          break;
        }
      }
      nodes[i] = -z * Math.sqrt(2);
      nodes[n - 1 - i] = z * Math.sqrt(2);
      weights[i] = 2 / (slope * slope) / Math.sqrt(Math.PI);
      weights[n - 1 - i] = weights[i];
    }
    if (n % 2 == 1) {
      nodes[n / 2] = 0;
    }
  }

  private double start(int i, int n, double z) {
    return switch (i) {
      case 0 -> Math.sqrt(2 * n + 1.0) - 1.85575 * StrictMath.pow(2 * n + 1.0, -0.16667);
      case 1 -> z - 1.14 * StrictMath.pow(n, 0.426) / z;
      case 2 -> 1.86 * z + 0.86 * nodes[0] / Math.sqrt(2);
      case 3 -> 1.91 * z + 0.91 * nodes[1] / Math.sqrt(2);
      default -> 2 * z + nodes[i - 2] / Math.sqrt(2);
    };
  }

  int size() {
    return nodes.length;
  }

  double node(int i) {
    return nodes[i];
  }

  double weight(int i) {
    return weights[i];
  }
}
