package org.sparksvi.models.mixture;

/**
 * The posterior of the labels of some rows, in log space, and their share of the bound.
 *
 * <pre>
 *   r_nk = exp(log π_k + log p_k(x_n) − l_n),   l_n = log Σ_k exp(log π_k + log p_k(x_n))
 *   E[log p(x | z)] = Σ_n w_n Σ_k r_nk log p_k(x_n)
 *   KL(q(z) || p(z)) = Σ_n w_n Σ_k r_nk (log r_nk − log π_k)
 *   their difference = Σ_n w_n l_n
 * </pre>
 *
 * <p>One instance serves one task.
 */
final class Responsibilities {
  private final double[] logWeights; // E[log π_k], components
  private final double[] largest; // of a row's logs, chunk
  private final double[] norms; // l_n, chunk
  private double expectedLogLikelihood; // of the last chunk
  private double bound; // Σ w l of the last chunk

  Responsibilities(double[] logWeights, int chunk) {
    this.logWeights = logWeights;
    this.largest = new double[chunk];
    this.norms = new double[chunk];
  }

  /**
   * Replaces log densities, components × rows, by weighted responsibilities.
   *
   * @param weights by row
   */
  void fit(double[] logs, int rows, double[] weights) {
    int components = logWeights.length;
    for (int r = 0; r < rows; r++) {
      largest[r] = Double.NEGATIVE_INFINITY;
    }
    for (int k = 0; k < components; k++) {
      double logWeight = logWeights[k];
      int at = k * rows;
      for (int r = 0; r < rows; r++) {
        logs[at + r] += logWeight;
        largest[r] = Math.max(largest[r], logs[at + r]);
      }
    }
    for (int r = 0; r < rows; r++) {
      norms[r] = 0;
    }
    for (int k = 0; k < components; k++) {
      int at = k * rows;
      for (int r = 0; r < rows; r++) {
        norms[r] += StrictMath.exp(logs[at + r] - largest[r]);
      }
    }
    bound = 0;
    for (int r = 0; r < rows; r++) {
      norms[r] = largest[r] + StrictMath.log(norms[r]);
      bound += weights[r] * norms[r];
    }
    expectedLogLikelihood = 0;
    for (int k = 0; k < components; k++) {
      int at = k * rows;
      double logWeight = logWeights[k];
      for (int r = 0; r < rows; r++) {
        double log = logs[at + r];
        double share = weights[r] * StrictMath.exp(log - norms[r]);
        logs[at + r] = share;
        expectedLogLikelihood += share > 0 ? share * (log - logWeight) : 0;
      }
    }
  }

  /** l_n of the last chunk, by row; the live array. */
  double[] norms() {
    return norms;
  }

  /** E[log p(x | z)] of the last chunk. */
  double expectedLogLikelihood() {
    return expectedLogLikelihood;
  }

  /** Σ w l of the last chunk. */
  double bound() {
    return bound;
  }
}
