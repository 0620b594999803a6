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
public record Poisson(boolean librarySize) implements Likelihood {

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public boolean ofCounts() {
    return true;
  }

  @Override
  public Node logDensity(
      Graph graph, Node x, Node logTotals, Node outputs, ParameterLeaves leaves) {
    Node logRates = CountRates.log(graph, librarySize, logTotals, outputs);
    return graph.rowSums(graph.subtract(graph.times(x, logRates), graph.exp(logRates)));
  }

  @Override
  public double constant(double[] x, int from, int columns) {
    return CountRates.logFactorials(x, from, columns);
  }

  @Override
  public boolean readsTotals() {
    return librarySize;
  }

  @Override
  public String broken(double value) {
    return CountRates.broken(value);
  }

  @Override
  public void encode(double[] x, int from, int columns) {
    CountRates.logOnePlus(x, from, columns);
  }

  @Override
  public double startOutput(double mean, double meanTotal, int columns) {
    return CountRates.startOutput(librarySize, mean, meanTotal, columns);
  }

  @Override
  public void mean(double[] outputs, int from, int columns, double total) {
    CountRates.mean(librarySize, outputs, from, columns, total);
  }

  @Override
  public void draw(double[] mean, int from, double total, Bundle parameters, RandomStream stream) {
    for (int d = from; d < mean.length; d++) {
      mean[d] = CountRates.draw(mean[d], stream);
    }
  }
}
