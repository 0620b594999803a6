package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PivotedCholeskyTest {
  /** Of matrices with entries up to 20 whose eigenvalues other than zero are not small. */
  private static final double ROUNDING = 1e-11;

  /**
   * Vectors b with A = Σ b bᵀ: the projection leaves each where it is, and has their number as
   * trace.
   */
  @Test
  void theProjectionKeepsTheRange() {
    for (int n : new int[] {1, 2, 7, 18}) {
      for (int rank = 0; rank <= n; rank += 1 + n / 5) {
        double[] b = new Random(n + rank).doubles((long) rank * n, -1, 1).toArray();
        for (int m = 0; m < rank; m++) {
          b[m * n + m] += 2; // far from dependent
        }
        double[] a = new double[n * n];
        for (int i = 0; i < n * n; i++) {
          for (int m = 0; m < rank; m++) {
            a[i] += b[m * n + i / n] * b[m * n + i % n];
          }
        }

        PivotedCholesky low = PivotedCholesky.of(a, n, 1e-10);

        assertEquals(rank, low.rank());
        double[] range = low.range(Cholesky.of(low.gram(), rank, "gram"));
        double trace = 0;
        for (int i = 0; i < n; i++) {
          trace += range[i * n + i];
          for (int j = 0; j < i; j++) {
            range[j * n + i] = range[i * n + j];
          }
        }
        assertEquals(rank, trace, ROUNDING);
        double[] projected = new double[rank * n];
        for (int m = 0; m < rank; m++) {
          for (int i = 0; i < n * n; i++) {
            projected[m * n + i / n] += range[i] * b[m * n + i % n];
          }
        }
        assertArrayEquals(b, projected, ROUNDING);
      }
    }
  }

  /** Eigenvalues by hand: 1, 9 and 0, of the vectors (1, 1, 0), (2, −2, 1) and (1, −1, −4). */
  @Test
  void theGramMatrixHasTheEigenvaluesThatAreNotZero() {
    double[] a = {4.5, -3.5, 2, -3.5, 4.5, -2, 2, -2, 1};

    double[] gram = PivotedCholesky.of(a, 3, 1e-12).gram();

    assertEquals(4, gram.length);
    assertEquals(10, gram[0] + gram[3], 1e-14);
    assertEquals(9, gram[0] * gram[3] - gram[1] * gram[2], 1e-13);
  }
}
