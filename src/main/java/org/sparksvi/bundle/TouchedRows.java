package org.sparksvi.bundle;

import java.util.Arrays;

/** The touched rows of a row-sparse field: row numbers and their values. */
public final class TouchedRows {
  private static final int FIRST_ROWS = 64;

  private final int columns;
  private final RowIndex index;
  private double[] values = new double[0]; // touched rows × columns, by slot

  TouchedRows(int rows, int columns) {
    this.columns = columns;
    this.index = new RowIndex(rows);
  }

  public int count() {
    return index.count();
  }

  /** Row number of the i-th touched row. */
  public int row(int i) {
    return index.row(i);
  }

  /** Where the i-th touched row starts in {@link #values()}. */
  public int start(int i) {
    return i * columns;
  }

  /** Makes room for so many more rows at once. */
  public void reserve(int rows) {
    long size = ((long) count() + rows) * columns;
    if (size > values.length) {
      values = Arrays.copyOf(values, Math.toIntExact(size));
    }
  }

  /** Touches a row and says where it starts in {@link #values()}; a new row is zero. */
  public int touch(int row) {
    int start = index.slot(row) * columns;
    int end = start + columns;
    if (end > values.length) {
      values =
          Arrays.copyOf(values, Math.max(end, Math.max(FIRST_ROWS * columns, values.length * 2)));
    }
    return start;
  }

  /** The live array; valid until the next {@link #touch}. */
  public double[] values() {
    return values;
  }

  void add(TouchedRows from) {
    for (int i = 0; i < from.count(); i++) {
      int to = touch(from.row(i));
      for (int c = 0; c < columns; c++) {
        values[to + c] += from.values[from.start(i) + c];
      }
    }
  }

  void scale(double factor) {
    for (int i = 0, n = count() * columns; i < n; i++) {
      values[i] *= factor;
    }
  }

  void clear() {
    Arrays.fill(values, 0, count() * columns, 0);
    index.clear();
  }
}
