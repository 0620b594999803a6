package org.sparksvi.models.regression;

/**
 * A row's predictor as the model and the other rows of its group tell it: what is left where the
 * row's own site is taken out of its group's posterior; exact with normal noise given coefficients,
 * spread and noise, which are those of the training.
 *
 * <pre>
 *   s₋ = s / (1 − a s)     mean₋ = mean − s₋ g      slope₋ = slope / (1 − a s)
 * </pre>
 */
final class OtherRows {
  /** Of a site that has not settled, more could be taken out than is there. */
  private static final double LEAST = 1e-6;

  private double mean;
  private double variance;

  /** Reads a row of the group that was fitted last. */
  void read(GroupFit fit, int row) {
    double left = Math.max(LEAST, 1 - fit.curvature(row) * fit.own(row));
    double own = fit.own(row) / left;
    mean = fit.predictor(row) - own * fit.pull(row);
    variance = own + Math.max(0, fit.variance(row) - fit.own(row)) / (left * left);
  }

  double mean() {
    return mean;
  }

  double variance() {
    return variance;
  }
}
