package org.sparksvi.models.regression;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Nodes and weights of expectations under a standard normal distribution: exact for polynomials of
 * a degree below twice the number of nodes.
 *
 * <pre>
 *   E f(z) ≈ Σ w_i f(z_i)
 * </pre>
 */
final class GaussHermite {
  private final double[] nodes;
  private final double[] weights;

  GaussHermite(int n) {
    GaussIntegrator rule = new GaussIntegratorFactory().hermite(n); // of the weight e^(−x²)
    nodes = new double[n];
    weights = new double[n];
    for (int i = 0; i < n; i++) {
      nodes[i] = rule.getPoint(i) * Math.sqrt(2);
      weights[i] = rule.getWeight(i) / Math.sqrt(Math.PI);
    }
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
