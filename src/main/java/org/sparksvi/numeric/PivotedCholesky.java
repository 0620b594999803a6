package org.sparksvi.numeric;

import java.util.Arrays;

/**
 * The factor of a positive semi-definite matrix of low rank, without the zeros.
 *
 * <pre>
 *   A ≈ Bᵀ B,   B rank × n, row-major
 * </pre>
 *
 * <p>The largest pivot comes first, until what is left has a small trace: Higham (2002), section
 * 10.3. Plain loops of a fixed order: the same bits on every machine.
 */
public final class PivotedCholesky {
  private final int n;
  private final int rank;
  private final double[] factor; // B

  private PivotedCholesky(int n, int rank, double[] factor) {
    this.n = n;
    this.rank = rank;
    this.factor = factor;
  }

  /**
   * Factorises.
   *
   * @param matrix symmetric, n × n, row-major; read
   * @param rest trace of A − Bᵀ B at most
   */
  public static PivotedCholesky of(double[] matrix, int n, double rest) {
    double[] factor = new double[n * n];
    double[] left = new double[n]; // diagonal of A − Bᵀ B; not a number where it was the pivot
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = matrix[i * n + i];
    }
    int rank = 0;
    while (rank < n && trace(left) > rest) {
      int pivot = largest(left);
      System.arraycopy(matrix, pivot * n, row, 0, n);
      RowSums.subtract(factor, 0, n, rank, factor, pivot, n, 0, n, row);
      double root = Math.sqrt(left[pivot]);
      int at = rank * n;
      for (int j = 0; j < n; j++) {
        double value = Double.isNaN(left[j]) ? 0 : row[j] / root;
        factor[at + j] = value;
        left[j] -= value * value;
      }
      factor[at + pivot] = root;
      left[pivot] = Double.NaN;
      rank++;
    }
    return new PivotedCholesky(n, rank, factor);
  }

  private static double trace(double[] left) {
    double sum = 0;
    for (double value : left) {
      sum += value > 0 ? value : 0;
    }
    return sum;
  }

  private static int largest(double[] left) {
    int largest = -1;
    for (int i = 0; i < left.length; i++) {
      if (largest < 0 ? left[i] > 0 : left[i] > left[largest]) {
        largest = i;
      }
    }
    return largest;
  }

  public int rank() {
    return rank;
  }

  /** B Bᵀ, rank × rank: its eigenvalues are those of Bᵀ B that are not zero. */
  public double[] gram() {
    double[] columns = new double[n * rank];
    for (int m = 0; m < rank; m++) {
      for (int j = 0; j < n; j++) {
        columns[j * rank + m] = factor[m * n + j];
      }
    }
    double[] gram = new double[rank * rank];
    double[] row = new double[rank];
    for (int i = 0; i < rank; i++) {
      Arrays.fill(row, 0);
      RowSums.subtract(columns, 0, rank, n, columns, i, rank, 0, i + 1, row);
      for (int j = 0; j <= i; j++) {
        gram[i * rank + j] = -row[j];
        gram[j * rank + i] = -row[j];
      }
    }
    return gram;
  }

  /**
   * The projection onto what A maps to, Bᵀ (B Bᵀ)⁻¹ B: n × n, row-major, lower triangle.
   *
   * @param gram the factor of {@link #gram()}
   */
  public double[] range(Cholesky gram) {
    double[] basis = new double[rank * n]; // orthonormal rows: the inverse of gram's factor times B
    double[] row = new double[n];
    for (int i = 0; i < rank; i++) {
      System.arraycopy(factor, i * n, row, 0, n);
      RowSums.subtract(basis, 0, n, i, gram.factor(), i * rank, 1, 0, n, row);
      double diagonal = gram.factor()[i * rank + i];
      for (int j = 0; j < n; j++) {
        basis[i * n + j] = row[j] / diagonal;
      }
    }
    double[] range = new double[n * n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(row, 0);
      RowSums.subtract(basis, 0, n, rank, basis, i, n, 0, i + 1, row);
      for (int j = 0; j <= i; j++) {
        range[i * n + j] = -row[j];
      }
    }
    return range;
  }
}
