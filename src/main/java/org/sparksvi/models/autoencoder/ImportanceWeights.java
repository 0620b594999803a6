package org.sparksvi.models.autoencoder;

/** Weights of a row's samples from their logs. */
final class ImportanceWeights {
  private ImportanceWeights() {}

  /**
   * Writes the weights over their sum.
   *
   * @param logWeights n of them from a place on
   * @param out the same places of this array are overwritten
   * @return log of the weights' mean
   */
  static double normalise(double[] logWeights, int from, int n, double[] out) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + n; i++) {
      largest = Math.max(largest, logWeights[i]);
    }
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      out[i] = StrictMath.exp(logWeights[i] - largest);
      sum += out[i];
    }
    for (int i = from; i < from + n; i++) {
      out[i] /= sum;
    }
    return largest + StrictMath.log(sum / n);
  }
}
