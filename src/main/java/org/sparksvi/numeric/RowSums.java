package org.sparksvi.numeric;

/**
 * Sums of multiples of a matrix's rows, by elements that lie together in memory: a compiler makes
 * vectors of that. Each element takes its products in the order of the rows, one after the other,
 * so its bits are those of a plain loop.
 */
final class RowSums {
  private RowSums() {}

  /**
   * For j from first to last, exclusive, and rows m in ascending order:
   *
   * <pre>
   *   row[j] −= factors[at + m · apart] · matrix[from + m · stride + j]
   * </pre>
   *
   * @param rows how many
   * @param row another array than the matrix
   */
  static void subtract(
      double[] matrix,
      int from,
      int stride,
      int rows,
      double[] factors,
      int at,
      int apart,
      int first,
      int last,
      double[] row) {
    int m = 0;
    for (; m + 3 < rows; m += 4) {
      int factor = at + m * apart;
      four(
          matrix,
          from + m * stride,
          stride,
          factors[factor],
          factors[factor + apart],
          factors[factor + 2 * apart],
          factors[factor + 3 * apart],
          first,
          last,
          row);
    }
    for (; m < rows; m++) {
      one(matrix, from + m * stride, factors[at + m * apart], first, last, row);
    }
  }

  private static void one(double[] matrix, int from, double a, int first, int last, double[] row) {
    for (int j = first; j < last; j++) {
      row[j] -= a * matrix[from + j];
    }
  }

  private static void four(
      double[] matrix,
      int from,
      int stride,
      double a,
      double b,
      double c,
      double d,
      int first,
      int last,
      double[] row) {
    int second = from + stride;
    int third = second + stride;
    int fourth = third + stride;
    for (int j = first; j < last; j++) {
      row[j] =
          row[j]
              - a * matrix[from + j]
              - b * matrix[second + j]
              - c * matrix[third + j]
              - d * matrix[fourth + j];
    }
  }
}
