package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CholeskyTest {
  /** Of well-conditioned matrices of up to 20 x 20 with entries up to 20. */
  private static final double ROUNDING = 1e-12;

  @Test
  void theFactorTimesItsTransposeIsTheMatrix() {
    for (int n : new int[] {1, 2, 5, 20}) {
      double[] a = positiveDefinite(n, n);
      double[] l = Cholesky.of(a, n, "a").factor();

      assertArrayEquals(a, multiply(l, transpose(l, n), n), ROUNDING);
    }
  }

  @Test
  void inversesUndo() {
    for (int n : new int[] {1, 2, 5, 20}) {
      double[] a = positiveDefinite(n, n);
      Cholesky cholesky = Cholesky.of(a, n, "a");

      assertArrayEquals(identity(n), multiply(a, cholesky.inverse(), n), ROUNDING);
      assertArrayEquals(
          identity(n), multiply(cholesky.factor(), cholesky.inverseFactor(), n), ROUNDING);
      double[] x = new Random(n).doubles(n, -1, 1).toArray();
      double[] b = new double[n];
      double quadratic = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          b[i] += a[i * n + j] * x[j];
        }
        quadratic += x[i] * b[i];
      }
      assertEquals(quadratic, cholesky.inverseQuadratic(b), ROUNDING * n);
      cholesky.solve(b, 0);
      assertArrayEquals(x, b, ROUNDING);
    }
  }

  /** By the definition, a sum at a time: rows worked on together must not change a bit. */
  @Test
  void theBitsAreThoseOfTheDefinition() {
    for (int n = 1; n <= 24; n++) {
      double[] a = positiveDefinite(n, 100 + n);
      double[] l = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = a[i * n + j];
          for (int m = 0; m < j; m++) {
            sum -= l[i * n + m] * l[j * n + m];
          }
          l[i * n + j] = i > j ? sum / l[j * n + j] : Math.sqrt(sum);
        }
      }
      double[] w = new double[n * n];
      for (int j = 0; j < n; j++) {
        w[j * n + j] = 1 / l[j * n + j];
        for (int i = j + 1; i < n; i++) {
          double sum = 0;
          for (int m = j; m < i; m++) {
            sum -= l[i * n + m] * w[m * n + j];
          }
          w[i * n + j] = sum / l[i * n + i];
        }
      }
      double[] inverse = new double[n * n];
      for (int i = 0; i < n * n; i++) {
        for (int m = Math.max(i / n, i % n); m < n; m++) {
          inverse[i] += w[m * n + i / n] * w[m * n + i % n];
        }
      }

      Cholesky cholesky = Cholesky.of(a, n, "a");
      assertArrayEquals(l, cholesky.factor());
      assertArrayEquals(w, cholesky.inverseFactor());
      assertArrayEquals(inverse, cholesky.inverse());
      assertArrayEquals(l, Cholesky.ifPositive(upper(a, n), n).orElseThrow().factor());
      assertArrayEquals(l, Cholesky.ofUpper(upper(a, n), n, "a").factor());
    }
  }

  @Test
  void aMatrixThatMayBeSingularHasNoFactorThen() {
    assertTrue(Cholesky.ifPositive(new double[] {1, 1, 1, 1}, 2).isEmpty());
    assertTrue(Cholesky.ifPositive(new double[] {Double.NaN}, 1).isEmpty());
    assertTrue(Cholesky.ifPositive(new double[] {1, 1, 1, 2}, 2).isPresent());
  }

  @Test
  void determinantsOfKnownMatrices() {
    // |A| by hand: 4 · 3 − 1 and the Vandermonde-like 3 x 3 below
    assertEquals(
        StrictMath.log(11), Cholesky.of(new double[] {4, 1, 1, 3}, 2, "a").logDeterminant(), 1e-15);
    double[] pascal = {1, 1, 1, 1, 2, 3, 1, 3, 6};
    assertEquals(0, Cholesky.of(pascal, 3, "pascal").logDeterminant(), 1e-14);
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteIsNamed() {
    NotPositiveDefiniteException e =
        assertThrows(
            NotPositiveDefiniteException.class,
            () -> Cholesky.of(new double[] {1, 2, 2, 1}, 2, "the covariance of component 3"));

    assertEquals(
        "the covariance of component 3, 2 x 2, must be positive definite, "
            + "but pivot 1 is -3.0 where the diagonal is 1.0",
        e.getMessage());
    assertEquals(
        e.getMessage(),
        assertThrows(
                NotPositiveDefiniteException.class,
                () ->
                    Cholesky.ofUpper(new double[] {1, 2, 0, 1}, 2, "the covariance of component 3"))
            .getMessage());
    assertThrows(
        NotPositiveDefiniteException.class,
        () -> Cholesky.of(new double[] {1, 1, 1, 1}, 2, "singular"));
    assertThrows(
        NotPositiveDefiniteException.class, () -> Cholesky.of(new double[] {Double.NaN}, 1, "nan"));
  }

  @Test
  void eigenvectorsDiagonalise() {
    for (int n : new int[] {1, 2, 5, 20}) {
      double[] a = positiveDefinite(n, n);
      SymmetricEigen eigen = SymmetricEigen.of(a, n, "a");
      double[] v = eigen.vectors();
      double[] scaled = v.clone();
      double logs = 0;
      for (int i = 0; i < n * n; i++) {
        scaled[i] *= eigen.values()[i / n];
      }
      for (int i = 0; i < n; i++) {
        logs += StrictMath.log(eigen.values()[i]);
        assertEquals(true, i == 0 || eigen.values()[i] <= eigen.values()[i - 1]);
      }

      assertArrayEquals(identity(n), multiply(v, transpose(v, n), n), ROUNDING);
      assertArrayEquals(a, multiply(transpose(v, n), scaled, n), 10 * ROUNDING);
      assertEquals(Cholesky.of(a, n, "a").logDeterminant(), logs, 10 * ROUNDING);
    }
  }

  @Test
  void eigenvaluesOfAKnownMatrix() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[] {2, 1, 1, 2}, 2, "a");

    assertArrayEquals(new double[] {3, 1}, eigen.values(), 1e-15);
    assertArrayEquals(
        new double[] {Math.sqrt(0.5), Math.sqrt(0.5)},
        new double[] {eigen.vectors()[0], eigen.vectors()[1]},
        1e-15);
    assertEquals(
        "a, 1 x 1, must be finite to have eigenvalues, but is NaN at row 0, column 0",
        assertThrows(
                ArithmeticException.class,
                () -> SymmetricEigen.of(new double[] {Double.NaN}, 1, "a"))
            .getMessage());
  }

  private static double[] upper(double[] a, int n) {
    double[] upper = a.clone();
    for (int i = 0; i < n * n; i++) {
      upper[i] = i / n > i % n ? Double.NaN : a[i];
    }
    return upper;
  }

  static double[] positiveDefinite(int n, long seed) {
    double[] g = new Random(seed).doubles((long) n * n, -1, 1).toArray();
    double[] a = multiply(g, transpose(g, n), n);
    for (int i = 0; i < n; i++) {
      a[i * n + i] += 1;
    }
    return a;
  }

  private static double[] identity(int n) {
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      out[i * n + i] = 1;
    }
    return out;
  }

  private static double[] transpose(double[] a, int n) {
    double[] out = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      out[i % n * n + i / n] = a[i];
    }
    return out;
  }

  private static double[] multiply(double[] a, double[] b, int n) {
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          out[i * n + j] += a[i * n + k] * b[k * n + j];
        }
      }
    }
    return out;
  }
}
