package org.sparksvi.models.factor;

import java.util.Arrays;

/** The shape of the noise that factors do not explain. */
public enum Noise {
  /** One variance for all columns: probabilistic principal components. */
  ISOTROPIC {
    @Override
    void pool(double[] errors, double[] weights, double[] variances) {
      double error = 0;
      double weight = 0;
      double variance = 0;
      for (int d = 0; d < errors.length; d++) {
        error += errors[d];
        weight += weights[d];
        variance += weights[d] * variances[d];
      }
      Arrays.fill(errors, Math.max(error / weight, FLOOR * variance / weight));
    }
  },
  /** A variance for each column: factor analysis. */
  DIAGONAL {
    @Override
    void pool(double[] errors, double[] weights, double[] variances) {
      for (int d = 0; d < errors.length; d++) {
        errors[d] = Math.max(errors[d] / weights[d], FLOOR * variances[d]);
      }
    }
  };

  /**
   * Least share of the variance that stays noise: without it the likelihood has no upper bound
   * where factors explain a column altogether (Heywood cases).
   */
  static final double FLOOR = 1e-9;

  /**
   * Overwrites squared errors with variances of noise.
   *
   * @param errors expected squared errors, by column
   * @param weights weight of the rows where a column is observed
   * @param variances variance of a column
   */
  abstract void pool(double[] errors, double[] weights, double[] variances);
}
