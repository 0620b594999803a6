package org.sparksvi.numeric;

import java.util.Locale;

/** Names the order in which an implementation rounds, by the bits of awkward products. */
final class Rounding {
  private static final int ROWS = 23;
  private static final int INNER = 601;
  private static final int COLUMNS = 37;

  private Rounding() {}

  static String of(Blas blas) {
    double[] a = numbers(ROWS * INNER, 1);
    double[] b = numbers(INNER * COLUMNS, 2);
    double[] c = new double[ROWS * COLUMNS];
    double[] d = new double[ROWS * ROWS];
    blas.multiply(
        1, Panel.of(a, ROWS, INNER), Panel.of(b, INNER, COLUMNS), 0, Panel.of(c, ROWS, COLUMNS));
    blas.gram(1, Panel.of(a, INNER, ROWS), 0, Panel.of(d, ROWS, ROWS));
    return name(hash(hash(0, c), d));
  }

  /** By one product for each transposition. */
  static String of(FloatBlas blas) {
    FloatMatrix a = matrix(ROWS, INNER, 1);
    FloatMatrix b = matrix(INNER, COLUMNS, 2);
    FloatMatrix c = new FloatMatrix(ROWS, COLUMNS);
    blas.multiply(a, false, b, false, c);
    long hash = hash(0, doubles(c));
    blas.multiply(matrix(INNER, ROWS, 1), true, b, false, c);
    hash = hash(hash, doubles(c));
    blas.multiply(a, false, matrix(COLUMNS, INNER, 2), true, c);
    return name(hash(hash, doubles(c)));
  }

  private static FloatMatrix matrix(int rows, int columns, int seed) {
    FloatMatrix matrix = new FloatMatrix(rows, columns);
    double[] numbers = numbers(rows * columns, seed);
    float[] values = matrix.overwrite();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers[i];
    }
    return matrix;
  }

  private static double[] doubles(FloatMatrix matrix) {
    float[] values = matrix.values();
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static String name(long hash) {
    return String.format(Locale.ROOT, "%08x", (int) (hash ^ hash >>> 32));
  }

  private static double[] numbers(int n, int seed) {
    double[] numbers = new double[n];
    long state = seed;
    for (int i = 0; i < n; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      numbers[i] = (state >> 11) * 0x1p-52;
    }
    return numbers;
  }

  private static long hash(long from, double[] values) {
    long hash = from;
    for (double value : values) {
      hash = (hash ^ Double.doubleToRawLongBits(value)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
