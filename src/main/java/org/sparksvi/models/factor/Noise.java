package org.sparksvi.models.factor;

import java.util.Arrays;

/** The shape of the noise that factors do not explain. */
public enum Noise {
  /** One variance for all columns: probabilistic principal components. */
  ISOTROPIC {
    @Override
    void pool(double[] errors, double[] weights, double[] variances) {
      double error = Arrays.stream(errors).sum();
      double weight = Arrays.stream(weights).sum();
      Arrays.fill(errors, Math.max(error / weight, least(0, weights, variances)));
    }

    /** A share that is rounding's, where columns of different units are added up. */
    @Override
    double least(int d, double[] weights, double[] variances) {
      double weight = 0;
      double variance = 0;
      for (int c = 0; c < weights.length; c++) {
        weight += weights[c];
        variance += weights[c] * variances[c];
      }
      return 1e-13 * variance / weight;
    }
  },
  /** A variance for each column: factor analysis. */
  DIAGONAL {
    @Override
    void pool(double[] errors, double[] weights, double[] variances) {
      for (int d = 0; d < errors.length; d++) {
        errors[d] = Math.max(errors[d] / weights[d], least(d, weights, variances));
      }
    }

    @Override
    double least(int d, double[] weights, double[] variances) {
      return 1e-9 * variances[d];
    }
  };

  /**
   * Overwrites squared errors with variances of noise.
   *
   * @param errors expected squared errors, by column
   * @param weights weight of the rows where a column is observed
   * @param variances variance of a column
   */
  abstract void pool(double[] errors, double[] weights, double[] variances);

  /**
   * Least variance of a column that stays noise, a share of all: without it the likelihood has no
   * upper bound where factors explain a column altogether (Heywood cases).
   */
  abstract double least(int d, double[] weights, double[] variances);
}
