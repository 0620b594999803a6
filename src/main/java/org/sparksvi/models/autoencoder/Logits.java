package org.sparksvi.models.autoencoder;

/** Shares of a total, as counts have them. */
final class Logits {
  private static final double PSEUDO = 0.5; // occurrences a column, before any is seen

  private Logits() {}

  /** Log of a column's share of the rows' totals, smoothed. */
  static double logShare(double mean, double meanTotal, int columns) {
    return StrictMath.log((mean + PSEUDO / columns) / (meanTotal + PSEUDO));
  }

  /** Overwrites logits by expected counts. */
  static void softmax(double[] logits, int from, int columns, double total) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int d = from; d < from + columns; d++) {
      largest = Math.max(largest, logits[d]);
    }
    double sum = 0;
    for (int d = from; d < from + columns; d++) {
      logits[d] = StrictMath.exp(logits[d] - largest);
      sum += logits[d];
    }
    for (int d = from; d < from + columns; d++) {
      logits[d] *= total / sum;
    }
  }
}
