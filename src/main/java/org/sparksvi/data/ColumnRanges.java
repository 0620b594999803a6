package org.sparksvi.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The least and the largest value of each column, over rows with a positive weight.
 *
 * <p>Adding up does not depend on order or grouping.
 */
public final class ColumnRanges implements Serializable {
  private static final long serialVersionUID = 1L;

  private double[] least = {}; // columns; infinite where nothing was met
  private double[] largest = {};

  /** Takes a dense row. */
  public void add(DataRow row) {
    if (!(row.weight() > 0)) {
      return;
    }
    widen(row.size());
    for (int c = 0; c < row.size(); c++) {
      double value = row.value(c);
      if (!Double.isNaN(value)) {
        least[c] = Math.min(least[c], value);
        largest[c] = Math.max(largest[c], value);
      }
    }
  }

  /** Takes what another part met. */
  public void add(ColumnRanges other) {
    widen(other.least.length);
    for (int c = 0; c < other.least.length; c++) {
      least[c] = Math.min(least[c], other.least[c]);
      largest[c] = Math.max(largest[c], other.largest[c]);
    }
  }

  private void widen(int columns) {
    int before = least.length;
    if (columns > before) {
      least = Arrays.copyOf(least, columns);
      largest = Arrays.copyOf(largest, columns);
      Arrays.fill(least, before, columns, Double.POSITIVE_INFINITY);
      Arrays.fill(largest, before, columns, Double.NEGATIVE_INFINITY);
    }
  }

  /** Number of columns; 0 where no row has a weight. */
  public int columns() {
    return least.length;
  }

  /** Infinite where the column has no value. */
  public double least(int column) {
    return least[column];
  }

  /** Infinite where the column has no value. */
  public double largest(int column) {
    return largest[column];
  }
}
