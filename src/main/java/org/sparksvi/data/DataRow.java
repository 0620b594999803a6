package org.sparksvi.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * One row of data, from its reader to its block: values of columns with a weight and roles.
 * Immutable.
 *
 * <p>Dense rows have a value for every column, sparse ones name the columns of theirs; the others
 * are 0.
 */
public final class DataRow implements Serializable {
  private static final int SHOWN = 20; // values
  private static final long serialVersionUID = 1L;

  private final long key;
  private final int[] columns; // of the values; null for a dense row
  private final double[] values;
  private final double weight;
  private final RowRoles roles;

  private DataRow(long key, int[] columns, double[] values, double weight, RowRoles roles) {
    this.key = key;
    this.columns = columns;
    this.values = values;
    this.weight = weight;
    this.roles = roles;
  }

  /**
   * A sparse row of counts, such as a document's words; keeps the arrays.
   *
   * @param key names the row wherever it is read again
   * @param columns ascending, without repeats
   * @param counts finite and positive, one per column
   */
  public static DataRow counts(long key, int[] columns, double[] counts) {
    requireAscending(key, columns, counts.length);
    for (int i = 0; i < counts.length; i++) {
      if (!(counts[i] > 0 && counts[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "counts of row %d must be positive and finite, but column %d has %s"
                .formatted(key, columns[i], counts[i]));
      }
    }
    return new DataRow(key, columns, counts, 1, RowRoles.NONE);
  }

  /**
   * A sparse row of real numbers; keeps the arrays.
   *
   * @param columns ascending, without repeats
   * @param values finite, one per column; may be negative
   * @param weight finite and not negative; 2 stands for two equal rows
   */
  public static DataRow sparse(long key, int[] columns, double[] values, double weight) {
    requireAscending(key, columns, values.length);
    for (int i = 0; i < values.length; i++) {
      requireFinite(key, columns[i], values[i], Double.isFinite(values[i]));
    }
    return new DataRow(key, columns, values, requireWeight(key, weight), RowRoles.NONE);
  }

  /**
   * A dense row; keeps the array.
   *
   * @param key names the row wherever it is read again
   * @param values finite, or NaN where a value is missing
   * @param weight finite and not negative; 2 stands for two equal rows
   */
  public static DataRow numbers(long key, double[] values, double weight) {
    for (int c = 0; c < values.length; c++) {
      requireFinite(key, c, values[c], !Double.isInfinite(values[c]));
    }
    return new DataRow(key, null, values, requireWeight(key, weight), RowRoles.NONE);
  }

  /** A dense row of weight 1; keeps the array. */
  public static DataRow of(long key, double... values) {
    return numbers(key, values, 1);
  }

  /**
   * Keeps the arrays and checks nothing: for rows that were checked before, and for parts of rows
   * of counts, the columns of which come in any order and may repeat.
   *
   * @param columns null for a dense row
   */
  public static DataRow unchecked(
      long key, int[] columns, double[] values, double weight, RowRoles roles) {
    return new DataRow(key, columns, values, weight, roles);
  }

  /** The same row with roles. */
  public DataRow with(RowRoles more) {
    return new DataRow(key, columns, values, weight, more);
  }

  private static void requireAscending(long key, int[] columns, int values) {
    if (columns.length != values) {
      throw new IllegalArgumentException(
          "row %d has %d columns but %d values".formatted(key, columns.length, values));
    }
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] < 0 || (i > 0 && columns[i] <= columns[i - 1])) {
        throw new IllegalArgumentException(
            "columns of row %d must be ascending from 0, but entry %d is %d"
                .formatted(key, i, columns[i]));
      }
    }
  }

  private static void requireFinite(long key, int column, double value, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException(
          "values of row %d must be finite, but column %d has %s".formatted(key, column, value));
    }
  }

  private static double requireWeight(long key, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight of row %d must be finite and not negative, but is %s".formatted(key, weight));
    }
    return weight;
  }

  /** Names the row wherever it is read again. */
  public long key() {
    return key;
  }

  /** Whether only some columns have values. */
  public boolean isSparse() {
    return columns != null;
  }

  /** Number of values that the row holds. */
  public int size() {
    return values.length;
  }

  /** The column of a value, from 0. */
  public int column(int entry) {
    return columns == null ? entry : columns[entry];
  }

  public double value(int entry) {
    return values[entry];
  }

  public double weight() {
    return weight;
  }

  public RowRoles roles() {
    return roles;
  }

  /** Sum of the values, in the order of the columns. */
  public double total() {
    double total = 0;
    for (double value : values) {
      total += value;
    }
    return total;
  }

  /** Copies the values into {@code out}, from an offset on. */
  void copyTo(double[] out, int from) {
    System.arraycopy(values, 0, out, from, values.length);
  }

  /** Orders rows by content: columns, values, weight, roles. Equal rows are interchangeable. */
  public int compareContent(DataRow other) {
    int byColumns = Arrays.compare(columns, other.columns);
    int byValues = byColumns != 0 ? byColumns : Arrays.compare(values, other.values);
    int byWeight = byValues != 0 ? byValues : Double.compare(weight, other.weight);
    return byWeight != 0 ? byWeight : roles.compareTo(other.roles);
  }

  /** The first values, those of sparse rows with their columns. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(size(), SHOWN); i++) {
      text.append(i == 0 ? "" : ",").append(isSparse() ? column(i) + ":" : "").append(value(i));
    }
    return text.append(size() > SHOWN ? ",..." : "").toString();
  }
}
