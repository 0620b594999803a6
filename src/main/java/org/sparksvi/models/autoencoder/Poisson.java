package org.sparksvi.models.autoencoder;

import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.random.RandomStream;

/**
 * Independent counts.
 *
 * <pre>
 *   log p(x | a) = Σ_d x_d log μ_d − μ_d − log x_d!,   log μ = a   or   log n + log softmax(a)
 * </pre>
 *
 * @param librarySize whether rates are shares of the row's total n
 */
public record Poisson(boolean librarySize) implements CountLikelihood {

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public Node logDensity(
      Graph graph, Node x, Node logTotals, Node outputs, ParameterLeaves leaves) {
    Node logRates = logRates(graph, logTotals, outputs);
    return graph.rowSums(graph.subtract(graph.times(x, logRates), graph.exp(logRates)));
  }

  @Override
  public void draw(double[] mean, int from, double total, Bundle parameters, RandomStream stream) {
    for (int d = from; d < mean.length; d++) {
      mean[d] = CountLikelihood.draw(mean[d], stream);
    }
  }
}
