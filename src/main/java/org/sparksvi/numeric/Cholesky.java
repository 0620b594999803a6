package org.sparksvi.numeric;

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
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[from + i * n + j];
        for (int m = 0; m < j; m++) {
          sum -= l[i * n + m] * l[j * n + m];
        }
        if (i > j) {
          l[i * n + j] = sum / l[j * n + j];
        } else {
          double diagonal = matrix[from + i * n + i];
          if (!(sum > n * Math.ulp(Math.abs(diagonal))) || !(sum < Double.POSITIVE_INFINITY)) {
            throw new NotPositiveDefiniteException(what, n, i, sum, diagonal);
          }
          l[i * n + i] = Math.sqrt(sum);
        }
      }
    }
    return new Cholesky(n, l);
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
    for (int j = 0; j < n; j++) {
      inverse[j * n + j] = 1 / factor[j * n + j];
      for (int i = j + 1; i < n; i++) {
        double sum = 0;
        for (int m = j; m < i; m++) {
          sum -= factor[i * n + m] * inverse[m * n + j];
        }
        inverse[i * n + j] = sum / factor[i * n + i];
      }
    }
    return inverse;
  }

  /** A⁻¹, both triangles, row-major. */
  public double[] inverse() {
    double[] w = inverseFactor();
    double[] inverse = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int m = i; m < n; m++) {
          sum += w[m * n + i] * w[m * n + j];
        }
        inverse[i * n + j] = sum;
        inverse[j * n + i] = sum;
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
