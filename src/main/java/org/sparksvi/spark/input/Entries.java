package org.sparksvi.spark.input;

import java.util.Arrays;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.sparksvi.data.CountRow;
import org.sparksvi.random.RowKeys;

/** The positive entries of one row, gathered by ascending column. One instance serves one task. */
final class Entries {
  private static final int FIRST_SIZE = 64;

  private int[] columns = new int[FIRST_SIZE];
  private double[] counts = new double[FIRST_SIZE];
  private int size;

  void clear() {
    size = 0;
  }

  /** Adds an entry; one of count 0 adds nothing. */
  void add(int column, double count) {
    if (count == 0) {
      return;
    }
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    columns[size] = column;
    counts[size++] = count;
  }

  static boolean accepts(double count) {
    return count >= 0 && count < Double.POSITIVE_INFINITY;
  }

  /** The entries as a vector of a number of columns. */
  Vector toVector(int width) {
    return Vectors.sparse(width, Arrays.copyOf(columns, size), Arrays.copyOf(counts, size));
  }

  /** The entries as a row keyed by its content. */
  Reading<CountRow> reading(int width) {
    return reading(RowKeys.ofCounts(columns, counts, size), width, 0);
  }

  /** The entries as a row of a key. */
  Reading<CountRow> reading(long key, int width, long unseen) {
    if (size == 0) {
      return Reading.empty(width, unseen);
    }
    CountRow row = new CountRow(key, Arrays.copyOf(columns, size), Arrays.copyOf(counts, size));
    return Reading.row(row, width, unseen);
  }
}
