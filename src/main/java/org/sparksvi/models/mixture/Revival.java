package org.sparksvi.models.mixture;

import org.sparksvi.numeric.SymmetricEigen;

/**
 * Gives an empty component half of the largest one.
 *
 * <p>The halves keep the sums of the first and second moments and lie a hundred-thousandth of a
 * standard deviation to either side of the mean, along the longest axis. The density changes by the
 * square of that at most, which the bound does not show; the next steps move the halves apart where
 * that is better.
 */
final class Revival {
  /** Of the rows' weight; a component with less is empty. */
  private static final double EMPTY = 1e-12;

  /** Of a standard deviation. */
  private static final double APART = 1e-5;

  private Revival() {}

  static boolean isWanted(GaussianStatistics s) {
    return empty(s) >= 0;
  }

  /** The first empty component, or −1. */
  private static int empty(GaussianStatistics s) {
    double least = EMPTY * s.total();
    for (int k = 0; k < s.components(); k++) {
      if (s.counts()[k] < least) {
        return k;
      }
    }
    return -1;
  }

  /** Overwrites the statistics; says what was done, or nothing. */
  static String of(GaussianStatistics s, Gaussians gaussians) {
    int empty = empty(s);
    if (empty < 0) {
      return "";
    }
    int largest = 0;
    for (int k = 0; k < s.components(); k++) {
      largest = s.counts()[k] > s.counts()[largest] ? k : largest;
    }
    split(s, gaussians, largest, empty);
    return "component %d had no rows and got half of component %d".formatted(empty, largest);
  }

  private static void split(GaussianStatistics s, Gaussians gaussians, int from, int to) {
    int columns = s.columns();
    double[] off = offset(s, gaussians, from);
    double half = 0.5 * s.counts()[from];
    double[] mean = new double[columns];
    s.counts()[from] = half;
    s.counts()[to] = half;
    for (int d = 0; d < columns; d++) {
      mean[d] = 0.5 * s.sums()[from * columns + d] / half;
      s.sums()[from * columns + d] = half * (mean[d] - off[d]);
      s.sums()[to * columns + d] = half * (mean[d] + off[d]);
    }
    if (s.covariance().matrices(s.components()) == 1) {
      return; // the halves share what they had
    }
    int squares = s.covariance().squares(columns);
    double[] cross = cross(s.covariance(), mean, off);
    for (int p = 0; p < squares; p++) {
      double both = 0.5 * s.squares()[from * squares + p];
      s.squares()[from * squares + p] = both - half * cross[p];
      s.squares()[to * squares + p] = both + half * cross[p];
    }
  }

  /** mean offᵀ + off meanᵀ, as the squares are held. */
  private static double[] cross(Covariance covariance, double[] mean, double[] off) {
    int columns = mean.length;
    double[] cross = new double[covariance.squares(columns)];
    int p = 0;
    for (int i = 0; i < columns; i++) {
      switch (covariance) {
        case FULL, TIED -> {
          for (int j = i; j < columns; j++) {
            cross[p++] = mean[i] * off[j] + off[i] * mean[j];
          }
        }
        case DIAGONAL -> cross[p++] = 2 * mean[i] * off[i];
        case SPHERICAL -> cross[0] += 2 * mean[i] * off[i];
      }
    }
    return cross;
  }

  private static double[] offset(GaussianStatistics s, Gaussians gaussians, int k) {
    int n = s.columns();
    double[] matrix =
        java.util.Arrays.copyOfRange(gaussians.covariances(s), k * n * n, (k + 1) * n * n);
    SymmetricEigen eigen = SymmetricEigen.of(matrix, n, "the covariance of component " + k);
    double[] off = java.util.Arrays.copyOf(eigen.vectors(), n);
    double length = APART * Math.sqrt(Math.max(0, eigen.values()[0]));
    for (int d = 0; d < n; d++) {
      off[d] *= length;
    }
    return off;
  }
}
