package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final double ROUNDING = 1e-12;

  /** All assignments, one by one. */
  private static double best(double[] gains, int rows, int columns, int row, boolean[] taken) {
    if (row == rows) {
      return 0;
    }
    double best = rows - row > columns - row ? best(gains, rows, columns, row + 1, taken) : -1e300;
    for (int c = 0; c < columns; c++) {
      if (!taken[c]) {
        taken[c] = true;
        double rest = best(gains, rows, columns, row + 1, taken);
        best = Math.max(best, gains[row * columns + c] + rest);
        taken[c] = false;
      }
    }
    return best;
  }

  @Test
  void noOtherAssignmentGainsMore() {
    Random random = new Random(7);
    for (int t = 0; t < 300; t++) {
      int rows = 1 + random.nextInt(6);
      int columns = 1 + random.nextInt(6);
      double[] gains = random.doubles((long) rows * columns).toArray();

      int[] columnOf = Assignment.largest(gains, rows, columns);

      double sum = 0;
      boolean[] taken = new boolean[columns];
      int assigned = 0;
      for (int r = 0; r < rows; r++) {
        if (columnOf[r] >= 0) {
          assertTrue(!taken[columnOf[r]], "a column is given twice");
          taken[columnOf[r]] = true;
          sum += gains[r * columns + columnOf[r]];
          assigned++;
        }
      }
      assertEquals(Math.min(rows, columns), assigned);
      assertEquals(best(gains, rows, columns, 0, new boolean[columns]), sum, ROUNDING);
    }
  }

  @Test
  void whatLooksBestForOneIsNotBestForAll() {
    assertArrayEquals(
        new int[] {1, 0}, Assignment.largest(new double[] {0.9, 0.8, 0.7, 0.1}, 2, 2));
    assertArrayEquals(new int[] {-1, 0, -1}, Assignment.largest(new double[] {1, 2, 1.5}, 3, 1));
  }
}
