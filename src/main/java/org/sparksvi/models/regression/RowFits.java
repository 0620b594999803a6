package org.sparksvi.models.regression;

/** What the tasks of an executor share that fit rows at one posterior. */
final class RowFits {
  private final Posterior posterior;
  private double[] covariance; // Λ⁻¹; made where the first sparse rows ask for it

  /** Derives nothing yet. */
  RowFits(Posterior posterior) {
    this.posterior = posterior;
  }

  private synchronized double[] covariance() {
    if (covariance == null) {
      covariance = posterior.q().areIndependent() ? new double[0] : posterior.q().covariance();
    }
    return covariance;
  }

  /** For one task. */
  RowFit create() {
    return new RowFit(posterior, this::covariance);
  }
}
