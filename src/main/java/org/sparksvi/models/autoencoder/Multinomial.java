package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.SpecialFunctions;
import org.sparksvi.random.Categorical;
import org.sparksvi.random.RandomStream;

/**
 * A row's total dealt out over the columns; a total of 1 is a categorical value.
 *
 * <pre>
 *   log p(x | a) = log (n! / Π_d x_d!) + Σ_d x_d log softmax(a)_d
 * </pre>
 *
 * <p>The encoder sees rows of length 1. Liang, Krishnan, Hoffman and Jebara (2018), equation 2.
 */
public record Multinomial() implements Likelihood {

  @Override
  public String name() {
    return "multinomial";
  }

  @Override
  public boolean ofCounts() {
    return true;
  }

  @Override
  public Node logDensity(
      Graph graph, Node x, Node logTotals, Node outputs, ParameterLeaves leaves) {
    return graph.rowSums(graph.times(x, graph.logSoftmax(outputs)));
  }

  @Override
  public double constant(double[] x, int from, int columns) {
    double total = 0;
    double constant = 0;
    for (int d = from; d < from + columns; d++) {
      total += x[d];
      constant -= x[d] > 0 ? SpecialFunctions.logGamma(x[d] + 1) : 0;
    }
    return constant + SpecialFunctions.logGamma(total + 1);
  }

  @Override
  public boolean readsTotals() {
    return true;
  }

  @Override
  public String broken(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY ? "" : "at least 0 and finite";
  }

  @Override
  public void encode(double[] x, int from, int columns) {
    double square = 0;
    for (int d = from; d < from + columns; d++) {
      square += x[d] * x[d];
    }
    double factor = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (int d = from; d < from + columns; d++) {
      x[d] *= factor;
    }
  }

  @Override
  public double startOutput(double mean, double meanTotal, int columns) {
    return Logits.logShare(mean, meanTotal, columns);
  }

  @Override
  public void mean(double[] outputs, int from, int columns, double total) {
    Logits.softmax(outputs, from, columns, total);
  }

  /** Deals the total out one by one. */
  @Override
  public void draw(double[] mean, int from, double total, Bundle parameters, RandomStream stream) {
    long n = Math.round(total);
    if (n == 0) {
      Arrays.fill(mean, from, mean.length, 0);
      return;
    }
    Categorical shares = Categorical.of(Arrays.copyOfRange(mean, from, mean.length));
    Arrays.fill(mean, from, mean.length, 0);
    for (; n > 0; n--) {
      mean[from + shares.draw(stream)] += 1;
    }
  }
}
