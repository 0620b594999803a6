package org.sparksvi.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The least and the largest value of each column and of the response, over rows with a positive
 * weight.
 *
 * <p>Adding up does not depend on order or grouping.
 */
public final class ColumnRanges implements Serializable {
  private static final long serialVersionUID = 1L;

  private double[] least = {}; // columns; infinite where nothing was met
  private double[] largest = {};
  private double leastResponse = Double.POSITIVE_INFINITY;
  private double largestResponse = Double.NEGATIVE_INFINITY;

  /** Takes a row: its response, and where it is dense, its columns. */
  public void add(DataRow row) {
    if (!(row.weight() > 0)) {
      return;
    }
    double response = row.roles().response();
    if (!Double.isNaN(response)) {
      leastResponse = Math.min(leastResponse, response);
      largestResponse = Math.max(largestResponse, response);
    }
    if (row.isSparse()) {
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
    leastResponse = Math.min(leastResponse, other.leastResponse);
    largestResponse = Math.max(largestResponse, other.largestResponse);
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

  /** Infinite where no row has a response. */
  public double leastResponse() {
    return leastResponse;
  }

  /** Infinite where no row has a response. */
  public double largestResponse() {
    return largestResponse;
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
