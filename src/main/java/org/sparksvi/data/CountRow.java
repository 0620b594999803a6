package org.sparksvi.data;

import java.io.Serializable;
import java.util.Arrays;

/** One sparse row of non-negative counts, such as a document's words. Immutable. */
public final class CountRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long key;
  private final int[] columns; // ascending, without repeats
  private final double[] counts; // positive, by entry

  /**
   * Keeps the arrays.
   *
   * @param key names the row wherever it is read again
   * @param columns ascending, without repeats
   * @param counts finite and positive, one per column
   */
  public CountRow(long key, int[] columns, double[] counts) {
    if (columns.length != counts.length) {
      throw new IllegalArgumentException(
          "row %d has %d columns but %d counts".formatted(key, columns.length, counts.length));
    }
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] < 0 || (i > 0 && columns[i] <= columns[i - 1])) {
        throw new IllegalArgumentException(
            "columns of row %d must be ascending from 0, but entry %d is %d"
                .formatted(key, i, columns[i]));
      }
      if (!(counts[i] > 0 && counts[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "counts of row %d must be positive and finite, but column %d has %s"
                .formatted(key, columns[i], counts[i]));
      }
    }
    this.key = key;
    this.columns = columns;
    this.counts = counts;
  }

  public long key() {
    return key;
  }

  public int size() {
    return columns.length;
  }

  public int column(int entry) {
    return columns[entry];
  }

  public double count(int entry) {
    return counts[entry];
  }

  /** Sum of the counts, in the order of the columns. */
  public double total() {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    return total;
  }

  /** Orders rows by content: columns, then counts. Equal rows are interchangeable. */
  public int compareContent(CountRow other) {
    int byColumns = Arrays.compare(columns, other.columns);
    return byColumns != 0 ? byColumns : Arrays.compare(counts, other.counts);
  }
}
