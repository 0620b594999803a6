package org.sparksvi.autodiff;

import java.util.Objects;

/** Rows of mostly zeros, such as counts of words, set from outside; never differentiated. */
public final class SparseLeaf {
  private final int rows;
  private final int columns;
  private final int[] starts; // rows + 1: where a row's entries begin
  private int[] places = new int[0]; // entries: columns
  private double[] values = new double[0]; // entries

  SparseLeaf(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.starts = new int[rows + 1];
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /**
   * Copies rows from larger arrays of compressed rows.
   *
   * @param offsets where each row's entries begin and, after the last, end
   * @param first the row that becomes row 0
   * @param places the column of each entry
   * @param numbers the value of each entry
   */
  public void set(int[] offsets, int first, int[] places, double[] numbers) {
    int from = copyPlaces(offsets, first, places, numbers.length);
    System.arraycopy(numbers, from, values, 0, starts[rows]);
  }

  /**
   * Copies rows from larger arrays of compressed rows.
   *
   * @param offsets where each row's entries begin and, after the last, end
   * @param first the row that becomes row 0
   * @param places the column of each entry
   * @param numbers the value of each entry
   */
  public void set(int[] offsets, int first, int[] places, float[] numbers) {
    int from = copyPlaces(offsets, first, places, numbers.length);
    for (int i = 0; i < starts[rows]; i++) {
      values[i] = numbers[from + i];
    }
  }

  private int copyPlaces(int[] offsets, int first, int[] from, int numbers) {
    Objects.checkFromIndexSize(first, rows + 1, offsets.length);
    int begin = offsets[first];
    int entries = offsets[first + rows] - begin;
    Objects.checkFromIndexSize(begin, entries, Math.min(from.length, numbers));
    for (int r = 0; r < rows; r++) {
      if (offsets[first + r + 1] < offsets[first + r]) {
        throw new IllegalArgumentException(
            "offsets must not fall, but did after row %d, from %d to %d"
                .formatted(first + r, offsets[first + r], offsets[first + r + 1]));
      }
    }
    for (int i = begin; i < begin + entries; i++) {
      if (from[i] < 0 || from[i] >= columns) {
        throw new IllegalArgumentException(
            "the column of entry %d must be from 0 to %d, but was %d"
                .formatted(i, columns - 1, from[i]));
      }
    }
    if (places.length < entries) {
      int room = Math.max(entries, Math.min(2 * places.length, Integer.MAX_VALUE / 2));
      places = new int[room];
      values = new double[room];
    }
    System.arraycopy(from, begin, places, 0, entries);
    for (int r = 0; r <= rows; r++) {
      starts[r] = offsets[first + r] - begin;
    }
    return begin;
  }

  int start(int row) {
    return starts[row];
  }

  int end(int row) {
    return starts[row + 1];
  }

  int place(int entry) {
    return places[entry];
  }

  double value(int entry) {
    return values[entry];
  }

  @Override
  public String toString() {
    return "%d x %d".formatted(rows, columns);
  }
}
