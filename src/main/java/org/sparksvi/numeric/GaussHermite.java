package org.sparksvi.numeric;

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
public final class GaussHermite {
  private final double[] nodes;
  private final double[] weights;

  /** A rule of so many nodes. */
  public GaussHermite(int n) {
    GaussIntegrator rule = new GaussIntegratorFactory().hermite(n); // of the weight e^(−x²)
    nodes = new double[n];
    weights = new double[n];
    for (int i = 0; i < n; i++) {
      nodes[i] = rule.getPoint(i) * Math.sqrt(2);
      weights[i] = rule.getWeight(i) / Math.sqrt(Math.PI);
    }
  }

  public int size() {
    return nodes.length;
  }

  public double node(int i) {
    return nodes[i];
  }

  public double weight(int i) {
    return weights[i];
  }
}
