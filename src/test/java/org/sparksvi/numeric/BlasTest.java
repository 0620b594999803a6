package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlasTest {
  /** A sum of k products of numbers up to 4 rounds by at most k ulps of 16 k. */
  private static final double ROUNDING = 16 * 0x1p-52;

  private static final int[][] SIZES = {
    {1, 1, 1}, {5, 3, 2}, {7, 64, 1}, {33, 17, 129}, {512, 16, 192}, {12, 512, 136}, {100, 700, 9}
  };

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void productsAreThoseOfThePlainLoop(String name) {
    Blas blas = Blas.byName(name);
    Random random = new Random(1);
    for (int[] size : SIZES) {
      for (int transposes = 0; transposes < 4; transposes++) {
        Panel a = panel(random, size[0], size[1], (transposes & 1) != 0);
        Panel b = panel(random, size[1], size[2], (transposes & 2) != 0);
        Panel c = panel(random, size[0], size[2], false);
        for (double beta : new double[] {0, 1, -0.5}) {
          Panel out = copy(c);

          blas.multiply(1.5, a, b, beta, out);

          assertProduct(1.5, a, b, beta, c, out);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void gramsAreProductsWithTheTranspose(String name) {
    Blas blas = Blas.byName(name);
    Random random = new Random(2);
    for (int[] size : SIZES) {
      Panel a = panel(random, size[0], size[1], false);
      Panel c = panel(random, size[1], size[1], false);
      for (int i = 0; i < size[1]; i++) {
        for (int j = 0; j < i; j++) {
          c.values()[c.from() + j * c.stride() + i] = c.values()[c.from() + i * c.stride() + j];
        }
      }
      for (double beta : new double[] {0, 0.5}) {
        Panel out = copy(c);

        blas.gram(2, a, beta, out);

        assertProduct(2, a.transpose(), a, beta, c, out);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void whatStandsInTheResultIsNotReadWhereBetaIsZero(String name) {
    double[] c = {Double.NaN, Double.NaN};

    Blas.byName(name)
        .multiply(
            1,
            Panel.of(new double[] {2}, 1, 1),
            Panel.of(new double[] {3, 4}, 1, 2),
            0,
            Panel.of(c, 1, 2));

    assertArrayEquals(new double[] {6, 8}, c);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void everyCallThreadAndPlaceGivesTheSameBits(String name) throws Exception {
    int rows = 512;
    int columns = 16;
    int out = 100;
    Random random = new Random(3);
    double[] a = random.doubles((long) rows * columns, -1, 1).toArray();
    double[] b = random.doubles((long) columns * out, -1, 1).toArray();
    double[] product = new double[rows * out];
    double[] gram = new double[columns * columns];
    Blas first = Blas.byName(name);
    first.multiply(
        1, Panel.of(a, rows, columns), Panel.of(b, columns, out), 0, Panel.of(product, rows, out));
    first.gram(1, Panel.of(a, rows, columns), 0, Panel.of(gram, columns, columns));

    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        int shift = t;
        tasks.add(
            () -> {
              Blas blas = Blas.byName(name);
              boolean same = true;
              for (int repeat = 0; repeat < 60; repeat++) {
                int at = (shift + repeat) % 9;
                double[] x = shifted(a, at);
                double[] y = shifted(b, 2 * at);
                double[] z = new double[at + product.length];
                double[] g = new double[at + gram.length];
                Panel left = Panel.of(x, at, rows, columns);
                blas.multiply(
                    1, left, Panel.of(y, 2 * at, columns, out), 0, Panel.of(z, at, rows, out));
                blas.gram(1, left, 0, Panel.of(g, at, columns, columns));
                same &= java.util.Arrays.equals(shifted(product, at), z);
                same &= java.util.Arrays.equals(shifted(gram, at), g);
              }
              return same;
            });
      }
      for (Future<Boolean> task : pool.invokeAll(tasks)) {
        assertTrue(task.get(), "bits differ");
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static double[] shifted(double[] values, int by) {
    double[] out = new double[by + values.length];
    System.arraycopy(values, 0, out, by, values.length);
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "java"})
  void anImplementationKeepsItsName(String name) {
    assertEquals(Blas.byName(name).name(), Blas.byName(name).name());
  }

  /** Two libraries in one process crash each other. */
  @Test
  void anotherLibraryInTheProcessIsNoticed(@TempDir Path directory) throws IOException {
    Path maps = directory.resolve("maps");
    String line = "7f00-7f01 r-xp 00000000 fe:00 1    ";
    for (String file :
        List.of(
            "/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3",
            "/usr/lib/libopenblas.so.0",
            "/opt/intel/libmkl_rt.so.2",
            "/lib/liblapack.so.3.11.0")) {
      Files.writeString(maps, line + "/usr/lib/libc.so.6\n" + line + file + "\n");

      assertEquals(Optional.of(file), OpenBlasLibrary.other(maps));
    }
    Files.writeString(maps, line + "/usr/lib/libc.so.6\n7f00-7f01 rw-p 00000000 00:00 0 \n");
    assertEquals(Optional.empty(), OpenBlasLibrary.other(maps));
    assertEquals(Optional.empty(), OpenBlasLibrary.other(directory.resolve("none")));
  }

  @Test
  void netlibIsKeptFromLoadingAnotherLibrary() {
    Blas.byName("openblas");

    assertThrows(RuntimeException.class, () -> dev.ludovic.netlib.blas.NativeBLAS.getInstance());
    Blas.byName("java");
    SymmetricEigen.of(new double[] {1}, 1, "a");
    assertTrue(
        OpenBlasLibrary.other(Path.of("/proc/self/maps"))
            .map(file -> file.contains("bytedeco"))
            .orElse(true));
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    Panel a = Panel.of(new double[6], 2, 3);
    Panel c = Panel.of(new double[4], 2, 2);

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Blas.byName("java").multiply(1, a, a, 0, c));

    assertEquals(
        "a product must be (m x k)(k x n) into m x n as stored, but was (2 x 3)(2 x 3) into 2 x 2",
        e.getMessage());
    assertEquals(
        "a panel of 2 x 4 with rows 4 apart from 0 on must lie in its array, which has 6 values",
        assertThrows(IllegalArgumentException.class, () -> Panel.of(new double[6], 2, 4))
            .getMessage());
  }

  /** Inside a larger array, with room between the rows. */
  private static Panel panel(Random random, int height, int width, boolean transposed) {
    int rows = transposed ? width : height;
    int columns = transposed ? height : width;
    int from = random.nextInt(5);
    int stride = columns + random.nextInt(4);
    double[] values = random.doubles(from + (long) rows * stride + 3, -2, 2).toArray();
    return new Panel(values, from, rows, columns, stride, transposed);
  }

  private static Panel copy(Panel c) {
    return new Panel(
        c.values().clone(), c.from(), c.rows(), c.columns(), c.stride(), c.transposed());
  }

  private static double at(Panel p, int i, int j) {
    return p.transposed()
        ? p.values()[p.from() + j * p.stride() + i]
        : p.values()[p.from() + i * p.stride() + j];
  }

  private static void assertProduct(
      double alpha, Panel a, Panel b, double beta, Panel before, Panel after) {
    double[] expected = before.values().clone();
    int inner = a.transposed() ? a.rows() : a.columns();
    for (int i = 0; i < after.rows(); i++) {
      for (int j = 0; j < after.columns(); j++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += at(a, i, k) * at(b, k, j);
        }
        expected[after.from() + i * after.stride() + j] = alpha * sum + beta * at(before, i, j);
      }
    }
    assertArrayEquals(expected, after.values(), 2 * ROUNDING * (inner + 1.0) * (inner + 1.0));
  }
}
