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
 *
 * @param correlations of the columns, upper triangle by rows; empty where nobody asks for them
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays, compared by nobody
record GaussianStatistics(
    Covariance covariance,
    int columns,
    double[] counts,
    double[] sums,
    double[] squares,
    double[] correlations) {

  static GaussianStatistics of(Covariance covariance, int columns, Bundle parameters) {
    return new GaussianStatistics(
        covariance,
        columns,
        parameters.values(MixtureModel.COUNTS),
        parameters.values(GaussianComponents.SUMS),
        parameters.values(GaussianComponents.SQUARES),
        parameters.layout().has(GaussianComponents.CORRELATIONS)
            ? parameters.values(GaussianComponents.CORRELATIONS)
            : new double[0]);
  }

  int components() {
    return counts.length;
  }

  /** What reading one component out takes, roughly. */
  long operations() {
    boolean pairs = covariance == Covariance.FULL || covariance == Covariance.TIED;
    return pairs ? (long) columns * columns * columns : 50L * columns;
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
    return symmetric(squares, k * covariance.squares(columns));
  }

  /** The upper triangle of a matrix of second moments, columns × columns; zeros below. */
  double[] upper(int k) {
    double[] matrix = new double[columns * columns];
    int at = k * covariance.squares(columns);
    for (int i = 0; i < columns; i++) {
      System.arraycopy(squares, at, matrix, i * columns + i, columns - i);
      at += columns - i;
    }
    return matrix;
  }

  /**
   * The correlations of the columns, columns × columns; the identity where nobody asks for them.
   */
  double[] correlationMatrix() {
    if (correlations.length > 0) {
      return symmetric(correlations, 0);
    }
    double[] identity = new double[columns * columns];
    for (int d = 0; d < columns; d++) {
      identity[d * columns + d] = 1;
    }
    return identity;
  }

  /** Both triangles, from the upper one by rows. */
  private double[] symmetric(double[] triangle, int from) {
    double[] matrix = new double[columns * columns];
    int at = from;
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < columns; j++) {
        matrix[i * columns + j] = triangle[at];
        matrix[j * columns + i] = triangle[at++];
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

  /** Σ_k Σ_n r_nk (constant_k − ½ |A_k x_n − a_k|²) of the rows that the sums stand for. */
  double logLikelihood(GaussianTable table) {
    double sum = 0;
    for (int k = 0; k < components(); k++) {
      sum += counts[k] * table.constant(k) - 0.5 * crossAndShift(table, k);
      if (covariance != Covariance.TIED || k == 0) {
        sum -= 0.5 * (table.diagonal() ? squaresByColumn(table, k) : squaresByPair(table, k));
      }
    }
    return sum;
  }

  /** Σ_n r_nk (|a|² − 2 aᵀ A x_n). */
  private double crossAndShift(GaussianTable table, int k) {
    double[] a = table.whitening(); // −a, A
    int width = table.diagonal() ? 2 : 1 + columns;
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      int row = (k * columns + i) * width;
      double image = 0;
      if (table.diagonal()) {
        image = a[row + 1] * sums[k * columns + i];
      } else {
        for (int j = 0; j <= i; j++) {
          image += a[row + 1 + j] * sums[k * columns + j];
        }
      }
      sum += a[row] * (counts[k] * a[row] + 2 * image);
    }
    return sum;
  }

  private double squaresByColumn(GaussianTable table, int k) {
    double[] squared = diagonal(k);
    double sum = 0;
    for (int d = 0; d < columns; d++) {
      double a = table.whitening()[2 * (k * columns + d) + 1];
      sum += a * a * squared[d];
    }
    return sum;
  }

  /** tr(A S Aᵀ). */
  private double squaresByPair(GaussianTable table, int k) {
    double[] squared = matrix(k);
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      int row = (k * columns + i) * (1 + columns) + 1;
      for (int j = 0; j <= i; j++) {
        for (int l = 0; l <= i; l++) {
          double product = table.whitening()[row + j] * table.whitening()[row + l];
          sum += product * squared[j * columns + l];
        }
      }
    }
    return sum;
  }

  /** Subtracts weight · m mᵀ. */
  static void subtractOuter(double[] matrix, double weight, double[] m, int from, int columns) {
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        matrix[i * columns + j] -= weight * m[from + i] * m[from + j];
      }
    }
  }

  /** Subtracts weight · m mᵀ from an upper triangle; element by element as from the lower one. */
  static void subtractFromUpper(double[] matrix, double weight, double[] m, int from, int columns) {
    double[] weighted = new double[columns];
    for (int j = 0; j < columns; j++) {
      weighted[j] = weight * m[from + j];
    }
    for (int i = 0; i < columns; i++) {
      double mean = m[from + i];
      int row = i * columns;
      for (int j = i; j < columns; j++) {
        matrix[row + j] -= weighted[j] * mean;
      }
    }
  }
}
