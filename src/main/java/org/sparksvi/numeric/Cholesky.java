package org.sparksvi.numeric;

import java.util.Arrays;
import java.util.Optional;

/**
 * The triangular factor of a symmetric positive definite matrix.
 *
 * <pre>
 *   A = L Lᵀ,   L lower triangular, n × n, row-major
 * </pre>
 *
 * <p>Plain loops of a fixed order: the same bits on every machine.
 */
public final class Cholesky {
  private final int n;
  private final double[] factor; // L, n × n, row-major; zero above the diagonal

  private Cholesky(int n, double[] factor) {
    this.n = n;
    this.factor = factor;
  }

  /**
   * Factorises.
   *
   * @param matrix symmetric, n × n, row-major, from an offset on; its lower triangle is read
   * @param what names the matrix in the error: "the covariance of component 3"
   * @throws NotPositiveDefiniteException where a pivot is not positive beside rounding
   */
  public static Cholesky of(double[] matrix, int from, int n, String what) {
    double[] l = new double[n * n];
    int bad = factorise(matrix, from, n, 1, n, l);
    return checked(matrix, from, n, l, bad, what);
  }

  /** As {@link #of}, of a matrix whose upper triangle is read, which is faster. */
  public static Cholesky ofUpper(double[] matrix, int n, String what) {
    double[] l = new double[n * n];
    int bad = factorise(matrix, 0, n, n, 1, l);
    return checked(matrix, 0, n, l, bad, what);
  }

  private static Cholesky checked(
      double[] matrix, int from, int n, double[] l, int bad, String what) {
    if (bad < n) {
      int diagonal = bad * n + bad;
      throw new NotPositiveDefiniteException(what, n, bad, l[diagonal], matrix[from + diagonal]);
    }
    return new Cholesky(n, l);
  }

  /** Empty where {@link #ofUpper} would throw: for matrices that may well not be positive. */
  public static Optional<Cholesky> ifPositive(double[] matrix, int n) {
    double[] l = new double[n * n];
    return factorise(matrix, 0, n, n, 1, l) < n
        ? Optional.empty()
        : Optional.of(new Cholesky(n, l));
  }

  /**
   * Overwrites {@code l}; returns the first pivot that is not positive, whose value is left on the
   * diagonal, or n.
   *
   * <p>By rows of Lᵀ, so that neighbours in memory are worked on together. Each element is less its
   * products in ascending order, as by the definition: its bits do not depend on the grouping.
   *
   * @param down from a row to the next of the triangle that is read, as an upper one
   * @param across from a column to the next
   */
  private static int factorise(double[] matrix, int from, int n, int down, int across, double[] l) {
    double[] upper = new double[n * n];
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        row[j] = matrix[from + i * down + j * across];
      }
      RowSums.subtract(upper, 0, n, i, upper, i, n, i, n, row);
      double pivot = row[i];
      double least = n * Math.ulp(Math.abs(matrix[from + i * n + i]));
      if (!(pivot > least) || !(pivot < Double.POSITIVE_INFINITY)) {
        l[i * n + i] = pivot;
        return i;
      }
      double root = Math.sqrt(pivot);
      upper[i * n + i] = root;
      for (int j = i + 1; j < n; j++) {
        upper[i * n + j] = row[j] / root;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        l[i * n + j] = upper[j * n + i];
      }
    }
    return n;
  }

  public static Cholesky of(double[] matrix, int n, String what) {
    return of(matrix, 0, n, what);
  }

  public int n() {
    return n;
  }

  /** L, row-major; the live array. */
  public double[] factor() {
    return factor;
  }

  /** log |A| = 2 Σ log L_ii. */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += StrictMath.log(factor[i * n + i]);
    }
    return 2 * sum;
  }

  /** L⁻¹, lower triangular, row-major. */
  public double[] inverseFactor() {
    double[] inverse = new double[n * n];
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(row, 0, i, 0);
      for (int m = 0; m < i; m += 4) { // four at a time, and the zeros above their diagonal
        int rows = Math.min(4, i - m);
        RowSums.subtract(inverse, m * n, n, rows, factor, i * n + m, 1, 0, Math.min(m + 4, i), row);
      }
      double diagonal = factor[i * n + i];
      for (int j = 0; j < i; j++) {
        inverse[i * n + j] = row[j] / diagonal;
      }
      inverse[i * n + i] = 1 / diagonal;
    }
    return inverse;
  }

  /** A⁻¹, both triangles, row-major. */
  public double[] inverse() {
    double[] w = inverseFactor();
    double[] inverse = new double[n * n];
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(row, 0, i + 1, 0);
      RowSums.subtract(w, i * n, n, n - i, w, i * n + i, n, 0, i + 1, row);
      for (int j = 0; j <= i; j++) {
        inverse[i * n + j] = 0 - row[j];
        inverse[j * n + i] = 0 - row[j];
      }
    }
    return inverse;
  }

  /** Replaces {@code x}, n numbers from an offset on, by L⁻¹ x. */
  public void solveLower(double[] x, int from) {
    for (int i = 0; i < n; i++) {
      double sum = x[from + i];
      for (int m = 0; m < i; m++) {
        sum -= factor[i * n + m] * x[from + m];
      }
      x[from + i] = sum / factor[i * n + i];
    }
  }

  /** Replaces {@code x}, n numbers from an offset on, by A⁻¹ x. */
  public void solve(double[] x, int from) {
    solveLower(x, from);
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[from + i];
      for (int m = i + 1; m < n; m++) {
        sum -= factor[m * n + i] * x[from + m];
      }
      x[from + i] = sum / factor[i * n + i];
    }
  }

  /** xᵀ A⁻¹ x = |L⁻¹ x|². */
  public double inverseQuadratic(double[] x) {
    double[] y = x.clone();
    solveLower(y, 0);
    double sum = 0;
    for (double value : y) {
      sum += value * value;
    }
    return sum;
  }
}
