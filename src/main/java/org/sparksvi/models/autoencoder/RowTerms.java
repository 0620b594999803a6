package org.sparksvi.models.autoencoder;

import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;

/** What one row after another adds to the terms of a bound and to the moments of z. */
final class RowTerms {
  private final Contribution into;
  private final double[] moments; // 3 × J
  private final int latent;

  RowTerms(Contribution into, int latent) {
    this.into = into;
    this.moments = into.statistics().values(Network.MOMENTS);
    this.latent = latent;
  }

  /**
   * Adds a row.
   *
   * @param bound of log p(x), in nats
   * @param means μ from a place on, and log deviations from the same
   * @return KL(q || p), in nats
   */
  double add(double weight, double bound, double[] means, double[] logDeviations, int from) {
    double divergence = 0;
    for (int j = 0; j < latent; j++) {
      double mean = means[from + j];
      double each = divergence(mean, logDeviations[from + j]);
      moments[j] += weight * mean;
      moments[latent + j] += weight * mean * mean;
      moments[2 * latent + j] += weight * each;
      divergence += each;
    }
    into.add(Term.EXPECTED_LOG_LIKELIHOOD, weight * (bound + divergence));
    into.add(Term.LOCAL_KL, weight * divergence);
    return divergence;
  }

  /** KL(N(mean, e^2s) || N(0, 1)). */
  static double divergence(double mean, double logDeviation) {
    return 0.5 * (mean * mean + StrictMath.expm1(2 * logDeviation)) - logDeviation;
  }

  /** KL of a row's q, summed over its dimensions. */
  static double divergence(double[] means, double[] logDeviations, int from, int latent) {
    double sum = 0;
    for (int j = from; j < from + latent; j++) {
      sum += divergence(means[j], logDeviations[j]);
    }
    return sum;
  }
}
