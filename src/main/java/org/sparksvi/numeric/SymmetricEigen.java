package org.sparksvi.numeric;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.netlib.util.intW;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by LAPACK's dsyev in Java: the same bits on
 * every machine.
 *
 * <pre>
 *   A = V diag(λ) Vᵀ,   λ descending
 * </pre>
 */
public final class SymmetricEigen {
  private final int n;
  private final double[] values; // λ, descending
  private final double[] vectors; // n × n, row-major; row i belongs to λ_i

  private SymmetricEigen(int n, double[] values, double[] vectors) {
    this.n = n;
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * Decomposes.
   *
   * @param matrix symmetric, n × n, row-major; read
   * @param what names the matrix in the error
   */
  public static SymmetricEigen of(double[] matrix, int n, String what) {
    requireFinite(matrix, n, what);
    OpenBlasLibrary.loaded(); // before netlib, which would load another
    double[] columns = java.util.Arrays.copyOf(matrix, n * n);
    double[] ascending = new double[n];
    double[] work = new double[Math.max(1, 34 * n)];
    intW info = new intW(0);
    JavaLAPACK.getInstance().dsyev("V", "U", n, columns, n, ascending, work, work.length, info);
    if (info.val != 0) {
      throw new ArithmeticException(
          "the eigenvalues of %s, %d x %d, did not converge".formatted(what, n, n));
    }
    double[] values = new double[n];
    double[] vectors = new double[n * n];
    for (int i = 0; i < n; i++) {
      values[i] = ascending[n - 1 - i];
      System.arraycopy(columns, (n - 1 - i) * n, vectors, i * n, n);
      fixSign(vectors, i * n, n);
    }
    return new SymmetricEigen(n, values, vectors);
  }

  /** Refuses a matrix that has no eigenvalues. */
  public static void requireFinite(double[] matrix, int n, String what) {
    for (int i = 0; i < n * n; i++) {
      if (!Double.isFinite(matrix[i])) {
        throw new ArithmeticException(
            "%s, %d x %d, must be finite to have eigenvalues, but is %s at row %d, column %d"
                .formatted(what, n, n, matrix[i], i / n, i % n));
      }
    }
  }

  /** The entry of largest magnitude is positive: the sign of an eigenvector is free. */
  private static void fixSign(double[] vectors, int from, int n) {
    int largest = from;
    for (int j = from; j < from + n; j++) {
      if (Math.abs(vectors[j]) > Math.abs(vectors[largest])) {
        largest = j;
      }
    }
    if (vectors[largest] < 0) {
      for (int j = from; j < from + n; j++) {
        vectors[j] = -vectors[j];
      }
    }
  }

  public int n() {
    return n;
  }

  /** λ, descending; the live array. */
  public double[] values() {
    return values;
  }

  /** Eigenvectors, n × n, row-major, row i that of λ_i; the live array. */
  public double[] vectors() {
    return vectors;
  }
}
