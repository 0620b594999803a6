package org.sparksvi.models.mixture;

/** Densities for tests, by Gaussian elimination with pivots. */
final class Normal {
  private Normal() {}

  /** N(x; mean, covariance) of component k of arrays components × d and components × d × d. */
  static double density(double[] x, double[] means, double[] covariances, int k) {
    return Math.exp(logDensity(x, means, covariances, k));
  }

  static double logDensity(double[] x, double[] means, double[] covariances, int k) {
    int d = x.length;
    double[][] a = new double[d][d + 1];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        a[i][j] = covariances[(k * d + i) * d + j];
      }
      a[i][d] = x[i] - means[k * d + i];
    }
    double[] off = new double[d];
    for (int i = 0; i < d; i++) {
      off[i] = a[i][d];
    }
    double logDeterminant = 0;
    for (int c = 0; c < d; c++) {
      int pivot = c;
      for (int r = c; r < d; r++) {
        pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
      }
      double[] swap = a[c];
      a[c] = a[pivot];
      a[pivot] = swap;
      logDeterminant += Math.log(Math.abs(a[c][c]));
      for (int r = 0; r < d; r++) {
        if (r != c) {
          double factor = a[r][c] / a[c][c];
          for (int j = c; j <= d; j++) {
            a[r][j] -= factor * a[c][j];
          }
        }
      }
    }
    double quadratic = 0;
    for (int i = 0; i < d; i++) {
      quadratic += off[i] * a[i][d] / a[i][i];
    }
    return -0.5 * (d * Math.log(2 * Math.PI) + logDeterminant + quadratic);
  }
}
