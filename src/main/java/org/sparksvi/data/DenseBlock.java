package org.sparksvi.data;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of numbers with weights.
 *
 * <p>A weight of 2 stands for two equal rows. NaN stands for a missing value; whoever reads the
 * input decides whether the model may see one. Accessors return the live arrays; nobody writes to
 * them.
 */
public final class DenseBlock implements Block {
  private final int id;
  private final int columns;
  private final long[] keys; // rows
  private final double[] weights; // rows
  private final double[] values; // rows × columns, row-major
  private final double weight; // Σ weights, in the order of the rows

  /** Keeps the arrays. */
  public DenseBlock(int id, int columns, long[] keys, double[] weights, double[] values) {
    if (columns < 1 || (long) keys.length * columns != values.length) {
      throw new IllegalArgumentException(
          "array 'values' of block %d must have %d x %d values, but has %d"
              .formatted(id, keys.length, columns, values.length));
    }
    if (weights.length != keys.length) {
      throw new IllegalArgumentException(
          "array 'weights' of block %d must have a value a row, but has %d for %d rows"
              .formatted(id, weights.length, keys.length));
    }
    double sum = 0;
    for (int r = 0; r < weights.length; r++) {
      if (!(weights[r] >= 0 && weights[r] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "array 'weights' of block %d must be finite and not negative, but is %s at row %d"
                .formatted(id, weights[r], r));
      }
      sum += weights[r];
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            "array 'values' of block %d must hold no infinity, but has %s at row %d, column %d"
                .formatted(id, values[i], i / columns, i % columns));
      }
    }
    this.id = id;
    this.columns = columns;
    this.keys = keys;
    this.weights = weights;
    this.values = values;
    this.weight = sum;
  }

  /** Builds one block; copies the rows. */
  public static DenseBlock of(int id, int columns, List<DataRow> rows) {
    long[] keys = rows.stream().mapToLong(DataRow::key).toArray();
    double[] weights = rows.stream().mapToDouble(DataRow::weight).toArray();
    return new DenseBlock(id, columns, keys, weights, values(columns, rows));
  }

  /** The values of dense rows, row-major. */
  static double[] values(int columns, List<DataRow> rows) {
    double[] values = new double[Math.multiplyExact(rows.size(), columns)];
    for (int r = 0; r < rows.size(); r++) {
      DataRow row = rows.get(r);
      if (row.isSparse() || row.size() != columns) {
        throw new IllegalArgumentException(
            "row %d must have %d columns, but has %d".formatted(row.key(), columns, row.size()));
      }
      row.copyTo(values, r * columns);
    }
    return values;
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public int rows() {
    return keys.length;
  }

  @Override
  public double weight() {
    return weight;
  }

  /** The weight: a row is the unit of observation. */
  @Override
  public double units() {
    return weight;
  }

  @Override
  public DenseBlock single(int row, int id) {
    return of(id, columns, List.of(row(row)));
  }

  @Override
  public String text(int row) {
    return row(row).toString();
  }

  public int columns() {
    return columns;
  }

  @Override
  public DataRow row(int row) {
    double[] own = Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    return DataRow.numbers(keys[row], own, weights[row]);
  }

  public long key(int row) {
    return keys[row];
  }

  /** Keys, by row. */
  public long[] keys() {
    return keys;
  }

  /** Weights, by row. */
  public double[] weights() {
    return weights;
  }

  /** Values, rows × columns, row-major; NaN where missing. */
  public double[] values() {
    return values;
  }
}
