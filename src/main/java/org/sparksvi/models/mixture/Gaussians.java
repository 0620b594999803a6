package org.sparksvi.models.mixture;

import java.io.Serializable;
import java.util.List;

/** How Gaussian components are read out of their running sums: as estimates, or as posteriors. */
public interface Gaussians extends Serializable {

  /** E_q[log p(x | component)], or the log density of the estimates. */
  GaussianTable expected(GaussianStatistics statistics);

  /** log of the predictive density: Student under a posterior. */
  GaussianTable predictive(GaussianStatistics statistics);

  /** −KL(q || prior) of the components, or the log prior of estimates up to a constant. */
  double globalElbo(GaussianStatistics statistics);

  /** Means, components × columns, of centred and scaled rows. */
  double[] means(GaussianStatistics statistics);

  /** Expected covariances, components × columns × columns, of centred and scaled rows. */
  double[] covariances(GaussianStatistics statistics);

  /** Whether a component that no row uses should be given a new place: not where a prior rules. */
  boolean revivesEmpty();

  /**
   * Covariances that would collapse if a least variance did not hold them: their places, ascending;
   * none where a prior rules.
   */
  List<Integer> held(GaussianStatistics statistics);

  /** Whether the columns' correlations are needed, where covariances have any. */
  default boolean usesCorrelations() {
    return false;
  }

  /** Maximum likelihood, with no eigenvalue of a covariance below a floor. */
  static Gaussians likelihood() {
    return new PointGaussians(PointGaussians.FLOOR, 0, 1);
  }

  /**
   * Maximum a posteriori.
   *
   * @param floor least eigenvalue of a covariance, in squared scales of the columns
   * @param rows strength of the prior of the covariances, in rows; 0 for none
   * @param variance that those rows have, in squared scales of the columns
   */
  static Gaussians estimates(double floor, double rows, double variance) {
    return new PointGaussians(floor, rows, variance);
  }

  /** Posteriors under a normal-Wishart prior, or a normal-gamma one. */
  static Gaussians posterior(GaussianPrior prior) {
    return new PosteriorGaussians(prior);
  }
}
