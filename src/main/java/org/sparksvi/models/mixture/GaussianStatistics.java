package org.sparksvi.models.mixture;

import org.sparksvi.bundle.Bundle;

/**
 * The running sums of a Gaussian mixture, over all N rows, of centred and scaled rows x.
 *
 * <pre>
 *   counts   N_k = Σ_n r_nk                   components
 *   sums     Σ_n r_nk x_n                     components × columns
 *   squares  Σ_n r_nk x_n x_nᵀ                matrices × squares: upper triangle by rows,
 *                                             or its diagonal, or its trace
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays, compared by nobody
record GaussianStatistics(
    Covariance covariance, int columns, double[] counts, double[] sums, double[] squares) {

  static GaussianStatistics of(Covariance covariance, int columns, Bundle parameters) {
    return new GaussianStatistics(
        covariance,
        columns,
        parameters.values(MixtureModel.COUNTS),
        parameters.values(GaussianComponents.SUMS),
        parameters.values(GaussianComponents.SQUARES));
  }

  int components() {
    return counts.length;
  }

  double total() {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    return total;
  }

  /** A matrix of second moments, columns × columns, both triangles. */
  double[] matrix(int k) {
    double[] matrix = new double[columns * columns];
    int at = k * covariance.squares(columns);
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < columns; j++) {
        matrix[i * columns + j] = squares[at];
        matrix[j * columns + i] = squares[at++];
      }
    }
    return matrix;
  }

  /** The diagonal of a component's second moments; its trace in equal parts where spherical. */
  double[] diagonal(int k) {
    double[] diagonal = new double[columns];
    for (int d = 0; d < columns; d++) {
      diagonal[d] =
          covariance == Covariance.SPHERICAL ? squares[k] / columns : squares[k * columns + d];
    }
    return diagonal;
  }

  /** Subtracts weight · m mᵀ. */
  static void subtractOuter(double[] matrix, double weight, double[] m, int from, int columns) {
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        matrix[i * columns + j] -= weight * m[from + i] * m[from + j];
      }
    }
  }
}
