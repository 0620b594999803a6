package org.sparksvi.numeric;

import java.util.Locale;

/** Names the order in which an implementation rounds, by the bits of one awkward product. */
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
    long hash = hash(hash(0, c), d);
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
