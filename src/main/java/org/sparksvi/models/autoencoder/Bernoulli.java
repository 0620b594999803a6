package org.sparksvi.models.autoencoder;

import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.random.RandomStream;

/**
 * Independent draws of 0 or 1 by logits; values between them are taken as expected ones.
 *
 * <pre>
 *   log p(x | a) = Σ_d x_d a_d − log(1 + exp a_d)
 * </pre>
 */
public record Bernoulli() implements Likelihood {
  private static final double LEAST_MEAN = 1e-3;

  @Override
  public String name() {
    return "bernoulli";
  }

  @Override
  public Node logDensity(
      Graph graph, Node x, Node logTotals, Node outputs, ParameterLeaves leaves) {
    return graph.rowSums(graph.subtract(graph.times(x, outputs), graph.softplus(outputs)));
  }

  @Override
  public String broken(double value) {
    return value >= 0 && value <= 1 ? "" : "in [0, 1]";
  }

  @Override
  public double startOutput(double mean, double meanTotal, int columns) {
    double p = Math.min(1 - LEAST_MEAN, Math.max(LEAST_MEAN, mean));
    return StrictMath.log(p / (1 - p));
  }

  @Override
  public void mean(double[] outputs, int from, int columns, double total) {
    for (int d = from; d < from + columns; d++) {
      outputs[d] = 1 / (1 + StrictMath.exp(-outputs[d]));
    }
  }

  @Override
  public void draw(double[] mean, int from, double total, Bundle parameters, RandomStream stream) {
    for (int d = 0; d < mean.length - from; d++) {
      mean[from + d] = stream.uniform() < mean[from + d] ? 1 : 0;
    }
  }
}
