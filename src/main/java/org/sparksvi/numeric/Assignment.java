package org.sparksvi.numeric;

import java.util.Arrays;

/** The one-to-one assignment of rows to columns with the largest sum. */
public final class Assignment {
  private Assignment() {}

  /**
   * The column of each row; −1 for rows beyond the number of columns. By shortest augmenting paths
   * (Jonker and Volgenant, 1987), in rows² · columns steps.
   *
   * @param gains rows × columns, row-major, finite
   */
  public static int[] largest(double[] gains, int rows, int columns) {
    int wide = Math.max(rows, columns); // columns that gain nothing fill up
    double[] rowPrice = new double[rows + 1];
    double[] columnPrice = new double[wide + 1];
    int[] rowOf = new int[wide + 1]; // from 1; 0 is none
    for (int row = 1; row <= rows; row++) {
      augment(gains, columns, row, rowPrice, columnPrice, rowOf);
    }
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, -1);
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] > 0) {
        columnOf[rowOf[column] - 1] = column - 1;
      }
    }
    return columnOf;
  }

  /** Gives a row a column along the path that costs least, and moves others along it. */
  private static void augment(
      double[] gains, int columns, int row, double[] rowPrice, double[] columnPrice, int[] rowOf) {
    int wide = columnPrice.length - 1;
    double[] least = new double[wide + 1];
    int[] before = new int[wide + 1];
    boolean[] done = new boolean[wide + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    rowOf[0] = row;
    int at = 0;
    do {
      done[at] = true;
      int from = rowOf[at];
      int next = 0;
      double step = Double.POSITIVE_INFINITY;
      for (int column = 1; column <= wide; column++) {
        if (!done[column]) {
          double gain = column <= columns ? gains[(from - 1) * columns + column - 1] : 0;
          double cost = -gain - rowPrice[from] - columnPrice[column];
          if (cost < least[column]) {
            least[column] = cost;
            before[column] = at;
          }
          if (least[column] < step) {
            step = least[column];
            next = column;
          }
        }
      }
      for (int column = 0; column <= wide; column++) {
        if (done[column]) {
          rowPrice[rowOf[column]] += step;
          columnPrice[column] -= step;
        } else {
          least[column] -= step;
        }
      }
      at = next;
    } while (rowOf[at] != 0);
    while (at != 0) {
      int previous = before[at];
      rowOf[at] = rowOf[previous];
      at = previous;
    }
  }
}
