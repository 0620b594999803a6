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
  /** A component whose log is so far below the row's largest has none of the row. */
  private static final double NEGLIGIBLE = -100;

  private final double[] logWeights; // E[log π_k], components
  private final double[] largest; // of a row's logs, then weight over norm, chunk
  private final double[] parts; // exp of logs relative to the largest, components × chunk
  private final double[] norms; // l_n, chunk
  private double expectedLogLikelihood; // of the last chunk
  private double bound; // Σ w l of the last chunk

  Responsibilities(double[] logWeights, int chunk) {
    this.logWeights = logWeights;
    this.largest = new double[chunk];
    this.parts = new double[logWeights.length * chunk];
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
        double below = logs[at + r] - largest[r];
        double part = below > NEGLIGIBLE ? StrictMath.exp(below) : 0;
        parts[at + r] = part;
        norms[r] += part;
      }
    }
    bound = 0;
    for (int r = 0; r < rows; r++) {
      double norm = norms[r];
      norms[r] = largest[r] + StrictMath.log(norm);
      largest[r] = weights[r] / norm;
      bound += weights[r] * norms[r];
    }
    expectedLogLikelihood = 0;
    for (int k = 0; k < components; k++) {
      int at = k * rows;
      double logWeight = logWeights[k];
      for (int r = 0; r < rows; r++) {
        double share = parts[at + r] * largest[r];
        expectedLogLikelihood += share > 0 ? share * (logs[at + r] - logWeight) : 0;
        logs[at + r] = share;
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
