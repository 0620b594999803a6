package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FloatBlasTest {
  /** A sum of k products of numbers up to 1 rounds by at most k units of 2⁻²³. */
  private static final double ROUNDING = 0x1p-23;

  private static final int[][] SIZES = {
    {1, 1, 1}, {5, 3, 2}, {7, 64, 1}, {33, 17, 129}, {64, 784, 50}, {12, 500, 136}
  };

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void productsAreThoseOfThePlainLoop(String name) {
    FloatBlas blas = FloatBlas.byName(name);
    SplittableRandom random = new SplittableRandom(1);
    for (int[] size : SIZES) {
      for (int transposes = 0; transposes < 4; transposes++) {
        boolean first = (transposes & 1) != 0;
        boolean second = (transposes & 2) != 0;
        FloatMatrix a = first ? matrix(random, size[1], size[0]) : matrix(random, size[0], size[1]);
        FloatMatrix b =
            second ? matrix(random, size[2], size[1]) : matrix(random, size[1], size[2]);
        FloatMatrix out = new FloatMatrix(size[0], size[2]);
        Arrays.fill(out.overwrite(), Float.NaN);

        blas.multiply(a, first, b, second, out);

        for (int i = 0; i < size[0]; i++) {
          for (int j = 0; j < size[2]; j++) {
            double expected = 0;
            for (int k = 0; k < size[1]; k++) {
              expected += (double) at(a, first, i, k) * at(b, second, k, j);
            }
            double actual = at(out, false, i, j);
            assertEquals(expected, actual, size[1] * ROUNDING, name + " " + transposes);
          }
        }
      }
    }
  }

  private static float at(FloatMatrix matrix, boolean transposed, int row, int column) {
    int i = transposed ? column : row;
    int j = transposed ? row : column;
    return matrix.values()[i * matrix.columns() + j];
  }

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void everyCallAndThreadGivesTheSameBits(String name) throws Exception {
    float[] expected = product(name);

    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int t = 0; t < 24; t++) {
        tasks.add(() -> Arrays.equals(expected, product(name)));
      }
      for (Future<Boolean> task : pool.invokeAll(tasks)) {
        assertTrue(task.get(), "bits differ");
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static float[] product(String name) {
    SplittableRandom random = new SplittableRandom(3);
    FloatMatrix a = matrix(random, 64, 500);
    FloatMatrix b = matrix(random, 500, 100);
    FloatMatrix out = new FloatMatrix(64, 100);
    FloatBlas.byName(name).multiply(a, false, b, false, out);
    return out.values();
  }

  /** Between native products and plain code a matrix is one, whichever wrote last. */
  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void aMatrixHoldsWhatWasWrittenLast(String name) {
    FloatBlas blas = FloatBlas.byName(name);
    FloatMatrix two = scalar(2);
    FloatMatrix a = scalar(3);
    FloatMatrix b = new FloatMatrix(1, 1);

    blas.multiply(two, false, a, false, b); // 6
    b.overwrite()[0] = 5;
    blas.multiply(two, false, b, false, a); // 10
    a.set(new float[] {0, 7}, 1);
    blas.multiply(two, false, a, false, b); // 14

    float[] sums = {1, 1};
    b.addTo(sums, 1);
    assertArrayEquals(new float[] {1, 15}, sums);
    assertArrayEquals(new float[] {14}, b.values());
    assertArrayEquals(new float[] {7}, a.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void manyValuesAreAddedWhereverTheyLie(String name) {
    FloatMatrix column = new FloatMatrix(130, 1);
    Arrays.fill(column.overwrite(), 2);
    FloatMatrix row = new FloatMatrix(1, 70);
    for (int i = 0; i < 70; i++) {
      row.overwrite()[i] = i;
    }
    FloatMatrix out = new FloatMatrix(130, 70);
    FloatBlas.byName(name).multiply(column, false, row, false, out);

    float[] into = new float[130 * 70 + 1];
    out.addTo(into, 1);

    for (int i = 0; i < 130 * 70; i++) {
      assertEquals(2 * (i % 70), into[i + 1]);
    }
  }

  private static FloatMatrix scalar(float value) {
    FloatMatrix matrix = new FloatMatrix(1, 1);
    matrix.set(new float[] {value}, 0);
    return matrix;
  }

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void anImplementationKeepsItsName(String name) {
    assertEquals(FloatBlas.byName(name).name(), FloatBlas.byName(name).name());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    FloatMatrix a = new FloatMatrix(2, 3);
    FloatMatrix c = new FloatMatrix(2, 2);

    assertRefused(
        "a product must be (m x k)(k x n) into m x n, but was (2 x 3)(2 x 3) into 2 x 2",
        () -> FloatBlas.byName("java").multiply(a, false, a, false, c));
    assertRefused(
        "the linear algebra must be 'openblas' or 'java', but was 'gpu'",
        () -> FloatBlas.byName("gpu"));
    assertRefused(
        "a matrix must have rows and columns, and be below 2 GiB, but was 0 x 3",
        () -> new FloatMatrix(0, 3));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static FloatMatrix matrix(SplittableRandom random, int rows, int columns) {
    FloatMatrix matrix = new FloatMatrix(rows, columns);
    float[] values = matrix.overwrite();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }
}
