package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Covariances whose eigenvalues and axes are known, raised to a floor. */
class FlooredCovarianceTest {
  private static final double FLOOR = 1e-6;

  /** Of the precisions: rounding of eigenvalues up to 4 beside a floor of 1e-6 is 1e-9 of it. */
  private static final double ROUNDING = 3e-8;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 16, 33})
  void eigenvaluesAreRaisedWhateverTheRank(int n) {
    Random random = new Random(n);
    for (int rank = 0; rank <= n; rank++) {
      double[] values = new double[n];
      for (int e = 0; e < rank; e++) {
        values[e] = 1e-3 + 4 * random.nextDouble();
      }

      assertRaised(values, axes(n, random));
    }
  }

  @Test
  void eigenvaluesBetweenZeroAndTheFloorAreRaisedToo() {
    Random random = new Random(1);

    for (double between : new double[] {1e-12, 1e-9, 1e-7, 0.9 * FLOOR}) {
      assertRaised(new double[] {3, 1, 0.1, between, 0, 0}, axes(6, random));
      assertRaised(new double[] {3, 1, 0.1, between, 0.5 * between, 2}, axes(6, random));
    }
  }

  /** Also where the sum of all precisions alone would not tell. */
  @Test
  void whatIsAboveTheFloorStays() {
    double[] values = new double[20];
    Arrays.fill(values, 1.5 * FLOOR);
    double[] matrix = matrix(values, axes(20, new Random(2)));

    assertFalse(FlooredCovariance.isHeld(matrix, 20, FLOOR, "a"));
    double[] factor = FlooredCovariance.of(matrix, 20, FLOOR, "a").factor().factor();

    for (int i = 0; i < 400; i++) {
      double product = 0;
      for (int m = 0; m < 20; m++) {
        product += factor[i / 20 * 20 + m] * factor[i % 20 * 20 + m];
      }
      assertEquals(matrix[i], product, 1e-15 * FLOOR * 20);
    }
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      String message =
          "the covariance of component 3, 2 x 2, must be finite to have eigenvalues, but is %s at row 1, column 1"
              .formatted(wrong);
      double[] matrix = {1, 0, 0, wrong};

      assertEquals(
          message,
          assertThrows(
                  ArithmeticException.class,
                  () -> FlooredCovariance.of(matrix, 2, FLOOR, "the covariance of component 3"))
              .getMessage());
      assertEquals(
          message,
          assertThrows(
                  ArithmeticException.class,
                  () -> FlooredCovariance.isHeld(matrix, 2, FLOOR, "the covariance of component 3"))
              .getMessage());
    }
  }

  private static void assertRaised(double[] values, double[] axes) {
    int n = values.length;
    double[] matrix = matrix(values, axes);
    double[] raised = Arrays.stream(values).map(value -> Math.max(FLOOR, value)).toArray();

    FlooredCovariance found = FlooredCovariance.of(matrix, n, FLOOR, "a");

    boolean held = Arrays.stream(values).anyMatch(value -> value < FLOOR);
    assertEquals(held, FlooredCovariance.isHeld(matrix, n, FLOOR, "a"));
    double logDeterminant = Arrays.stream(raised).map(Math::log).sum();
    assertEquals(logDeterminant, found.factor().logDeterminant(), n * ROUNDING);
    double[] precision = matrix(Arrays.stream(raised).map(value -> 1 / value).toArray(), axes);
    for (int i = 0; i < n * n; i++) {
      double product = 0;
      for (int m = 0; m < n; m++) {
        product += found.inverse()[m * n + i / n] * found.inverse()[m * n + i % n];
      }
      assertEquals(precision[i], product, ROUNDING / FLOOR, "rank of " + Arrays.toString(values));
    }
    assertTrue(found.inverseTrace() <= (1 + ROUNDING) * n / FLOOR);
  }

  /**
   * Orthonormal rows: the reflection along a random vector times a turn in each pair of columns.
   */
  private static double[] axes(int n, Random random) {
    double[] v = random.doubles(n, -1, 1).toArray();
    double norm = Arrays.stream(v).map(value -> value * value).sum();
    double[] axes = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      axes[i] = (i / n == i % n ? 1 : 0) - 2 * v[i / n] * v[i % n] / norm;
    }
    for (int j = 0; j + 1 < n; j++) {
      double angle = random.nextDouble();
      for (int i = 0; i < n; i++) {
        double a = axes[i * n + j];
        double b = axes[i * n + j + 1];
        axes[i * n + j] = Math.cos(angle) * a - Math.sin(angle) * b;
        axes[i * n + j + 1] = Math.sin(angle) * a + Math.cos(angle) * b;
      }
    }
    return axes;
  }

  private static double[] matrix(double[] values, double[] axes) {
    int n = values.length;
    double[] matrix = new double[n * n];
    for (int e = 0; e < n; e++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          matrix[i * n + j] += values[e] * axes[e * n + i] * axes[e * n + j];
        }
      }
    }
    return matrix;
  }
}
