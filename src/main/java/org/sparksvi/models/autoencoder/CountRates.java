package org.sparksvi.models.autoencoder;

import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.numeric.SpecialFunctions;
import org.sparksvi.random.RandomStream;

/** What counts with rates of their own share, whatever their spread. */
final class CountRates {
  /** exp of it is the largest rate: e^30 events are 10^13. */
  private static final double MOST_LOG_RATE = 30;

  private static final double LEAST_MEAN = 1e-3;

  private CountRates() {}

  /** Logs of expected counts, rows × D. */
  static Node log(Graph graph, boolean librarySize, Node logTotals, Node outputs) {
    return librarySize
        ? graph.plusColumn(graph.logSoftmax(outputs), logTotals)
        : graph.clamp(outputs, -MOST_LOG_RATE, MOST_LOG_RATE);
  }

  /** −Σ log x!. */
  static double logFactorials(double[] x, int from, int columns) {
    double sum = 0;
    for (int d = from; d < from + columns; d++) {
      sum -= x[d] > 1 ? SpecialFunctions.logGamma(x[d] + 1) : 0;
    }
    return sum;
  }

  static String broken(double value) {
    return value >= 0 && value == Math.rint(value) && value < Double.POSITIVE_INFINITY
        ? ""
        : "a whole number of at least 0";
  }

  static void logOnePlus(double[] x, int from, int columns) {
    for (int d = from; d < from + columns; d++) {
      x[d] = x[d] == 0 ? 0 : StrictMath.log1p(x[d]);
    }
  }

  static double startOutput(boolean librarySize, double mean, double meanTotal, int columns) {
    return librarySize
        ? Logits.logShare(mean, meanTotal, columns)
        : StrictMath.log(Math.max(LEAST_MEAN, mean));
  }

  static void mean(boolean librarySize, double[] outputs, int from, int columns, double total) {
    if (librarySize) {
      Logits.softmax(outputs, from, columns, total);
      return;
    }
    for (int d = from; d < from + columns; d++) {
      outputs[d] = StrictMath.exp(Math.max(-MOST_LOG_RATE, Math.min(MOST_LOG_RATE, outputs[d])));
    }
  }

  /** Draws a count of a rate. */
  static double draw(double rate, RandomStream stream) {
    return rate > 0 ? new PoissonDistribution(new Uniforms(stream), rate, 1e-12, 1).sample() : 0;
  }

  /** A stream as that library's source of uniform numbers. */
  private static final class Uniforms extends AbstractRandomGenerator {
    private final RandomStream stream;

    Uniforms(RandomStream stream) {
      this.stream = stream;
    }

    @Override
    public void setSeed(long seed) {
      throw new UnsupportedOperationException("a stream is named when it is made");
    }

    @Override
    public double nextDouble() {
      return stream.uniform();
    }
  }
}
