package org.sparksvi.models.mixture;

import java.util.Optional;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.numeric.PivotedCholesky;
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
   * Of the floor: what the rest of a matrix of low rank may have as its trace. The log density at
   * the maximum for the matrix without it is less by the square of that, per row.
   */
  private static final double NEGLIGIBLE = 1e-6;

  /** Of the floor: where rounding of the matrix leaves more, its range is not known well. */
  private static final double KNOWN = 1e-3;

  /**
   * Raises and factorises.
   *
   * @param matrix symmetric, n × n, row-major; its upper triangle is read, the lower one may be
   *     overwritten by it
   * @param what names the matrix in errors
   */
  static FlooredCovariance of(double[] matrix, int n, double floor, String what) {
    Optional<FlooredCovariance> plain = Cholesky.ifPositive(matrix, n).map(FlooredCovariance::of);
    if (plain.isPresent()) {
      double least = 1 / plain.get().inverseTrace(); // no eigenvalue is smaller than that
      if (least >= floor || !isHeld(matrix, n, floor, what)) {
        return plain.get();
      }
    }
    mirror(matrix, n);
    SymmetricEigen.requireFinite(matrix, n, what);
    double[] raised =
        raisedOutsideRange(matrix, n, floor).orElseGet(() -> raised(matrix, n, floor, what));
    return of(Cholesky.of(raised, n, what));
  }

  private static FlooredCovariance of(Cholesky factor) {
    return new FlooredCovariance(factor, factor.inverseFactor());
  }

  private static void mirror(double[] matrix, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i * n + j] = matrix[j * n + i];
      }
    }
  }

  /**
   * Whether an eigenvalue is below the floor: whether the rest above it is not positive.
   *
   * @param matrix symmetric, n × n, row-major; its upper triangle is read
   */
  static boolean isHeld(double[] matrix, int n, double floor, String what) {
    double[] above = matrix.clone();
    for (int i = 0; i < n; i++) {
      above[i * n + i] -= floor;
    }
    boolean held = Cholesky.ifPositive(above, n).isEmpty();
    if (held) {
      SymmetricEigen.requireFinite(matrix, n, what);
    }
    return held;
  }

  /** tr Σ⁻¹. */
  double inverseTrace() {
    int n = factor.n();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        sum += inverse[i * n + j] * inverse[i * n + j];
      }
    }
    return sum;
  }

  /**
   * As {@link #raised} where eigenvalues are above the floor or zero, as those of fewer rows than
   * columns are; without an eigenvalue. Empty where some lie between.
   *
   * <pre>
   *   A + floor (I − P),   P the projection onto the range of A
   * </pre>
   */
  private static Optional<double[]> raisedOutsideRange(double[] matrix, int n, double floor) {
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += matrix[i * n + i];
    }
    double rounding = n * Math.ulp(trace);
    if (rounding > KNOWN * floor) {
      return Optional.empty();
    }
    PivotedCholesky low = PivotedCholesky.of(matrix, n, Math.max(NEGLIGIBLE * floor, rounding));
    double[] gram = low.gram();
    Optional<Cholesky> factor = Cholesky.ifPositive(gram, low.rank());
    if (factor.isEmpty() || isHeld(gram, low.rank(), floor, "the range")) {
      return Optional.empty();
    }
    double[] range = low.range(factor.get());
    double[] raised = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double outside = (i == j ? 1 : 0) - range[i * n + j];
        raised[i * n + j] = matrix[i * n + j] + floor * outside;
      }
    }
    return Optional.of(raised);
  }

  /** The matrix with its eigenvalues raised: for all cases. */
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
