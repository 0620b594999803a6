package org.sparksvi.models.autoencoder;

import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.numeric.SpecialFunctions;
import org.sparksvi.random.RandomStream;

/** Independent counts, each with a rate of its own, whatever their spread. */
sealed interface CountLikelihood extends Likelihood permits Poisson, NegativeBinomial {
  /** exp of it is the largest rate: e^30 events are 10^13. */
  double MOST_LOG_RATE = 30;

  /** Of a column that never occurs, so that the start is finite. */
  double LEAST_MEAN = 1e-3;

  /** Whether rates are shares of the row's total. */
  boolean librarySize();

  /** Logs of expected counts, rows × D. */
  default Node logRates(Graph graph, Node logTotals, Node outputs) {
    return librarySize()
        ? graph.plusColumn(graph.logSoftmax(outputs), logTotals)
        : graph.clamp(outputs, -MOST_LOG_RATE, MOST_LOG_RATE);
  }

  @Override
  default boolean ofCounts() {
    return true;
  }

  @Override
  default boolean readsTotals() {
    return librarySize();
  }

  /** −Σ log x!. */
  @Override
  default double constant(double[] x, int from, int columns) {
    double sum = 0;
    for (int d = from; d < from + columns; d++) {
      sum -= x[d] > 1 ? SpecialFunctions.logGamma(x[d] + 1) : 0;
    }
    return sum;
  }

  @Override
  default String broken(double value) {
    return value >= 0 && value == Math.rint(value) && value < Double.POSITIVE_INFINITY
        ? ""
        : "a whole number of at least 0";
  }

  /** log(1 + x). */
  @Override
  default void encode(double[] x, int from, int columns) {
    for (int d = from; d < from + columns; d++) {
      x[d] = x[d] == 0 ? 0 : StrictMath.log1p(x[d]);
    }
  }

  @Override
  default double startOutput(double mean, double meanTotal, int columns) {
    return librarySize()
        ? Logits.logShare(mean, meanTotal, columns)
        : StrictMath.log(Math.max(LEAST_MEAN, mean));
  }

  @Override
  default void mean(double[] outputs, int from, int columns, double total) {
    if (librarySize()) {
      Logits.softmax(outputs, from, columns, total);
      return;
    }
    for (int d = from; d < from + columns; d++) {
      outputs[d] = StrictMath.exp(Math.max(-MOST_LOG_RATE, Math.min(MOST_LOG_RATE, outputs[d])));
    }
  }

  /** Draws a count with a Poisson distribution. */
  static double draw(double rate, RandomStream stream) {
    AbstractRandomGenerator uniforms =
        new AbstractRandomGenerator() {
          @Override
          public void setSeed(long seed) {
            throw new UnsupportedOperationException("a stream is named when it is made");
          }

          @Override
          public double nextDouble() {
            return stream.uniform();
          }
        };
    return rate > 0 ? new PoissonDistribution(uniforms, rate, 1e-12, 1).sample() : 0;
  }
}
