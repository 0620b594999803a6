package org.sparksvi.models.mixture;

import org.sparksvi.numeric.Cholesky;
import org.sparksvi.numeric.SymmetricEigen;

/**
 * The factors of a covariance whose eigenvalues are at a floor or above: those below are raised to
 * it.
 *
 * <pre>
 *   Σ = L Lᵀ,   inverse = L⁻¹
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // made once and read by one, compared by nobody
record FlooredCovariance(Cholesky factor, double[] inverse) {

  /**
   * Raises and factorises.
   *
   * @param matrix symmetric, n × n, row-major
   * @param what names the matrix in errors
   */
  static FlooredCovariance of(double[] matrix, int n, double floor, String what) {
    FlooredCovariance plain =
        Cholesky.ifPositive(matrix, n).map(FlooredCovariance::of).orElse(null);
    if (plain != null && 1 / plain.inverseTrace() >= floor) { // no eigenvalue is smaller than that
      return plain;
    }
    return of(Cholesky.of(raised(matrix, n, floor, what), n, what));
  }

  private static FlooredCovariance of(Cholesky factor) {
    return new FlooredCovariance(factor, factor.inverseFactor());
  }

  /** Whether an eigenvalue is below the floor: whether the rest above it is not positive. */
  static boolean isHeld(double[] matrix, int n, double floor, String what) {
    SymmetricEigen.requireFinite(matrix, n, what);
    double[] above = matrix.clone();
    for (int i = 0; i < n; i++) {
      above[i * n + i] -= floor;
    }
    return Cholesky.ifPositive(above, n).isEmpty();
  }

  /** tr Σ⁻¹. */
  double inverseTrace() {
    double sum = 0;
    for (double value : inverse) {
      sum += value * value;
    }
    return sum;
  }

  private static double[] raised(double[] matrix, int n, double floor, String what) {
    SymmetricEigen eigen = SymmetricEigen.of(matrix, n, what);
    double[] raised = new double[n * n];
    for (int e = 0; e < n; e++) {
      double value = Math.max(floor, eigen.values()[e]);
      GaussianStatistics.subtractOuter(raised, -value, eigen.vectors(), e * n, n);
    }
    return raised;
  }
}
