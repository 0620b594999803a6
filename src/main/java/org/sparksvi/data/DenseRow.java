package org.sparksvi.data;

import java.io.Serializable;
import java.util.Arrays;

/** One row of numbers with a weight. Immutable. */
public final class DenseRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long key;
  private final double[] values; // columns; NaN where missing
  private final double weight;

  /**
   * Keeps the array.
   *
   * @param key names the row wherever it is read again
   * @param values finite, or NaN where a value is missing
   * @param weight finite and not negative; 2 stands for two equal rows
   */
  public DenseRow(long key, double[] values, double weight) {
    for (int c = 0; c < values.length; c++) {
      if (Double.isInfinite(values[c])) {
        throw new IllegalArgumentException(
            "values of row %d must be finite, but column %d has %s".formatted(key, c, values[c]));
      }
    }
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight of row %d must be finite and not negative, but is %s".formatted(key, weight));
    }
    this.key = key;
    this.values = values;
    this.weight = weight;
  }

  /** A row of weight 1; keeps the array. */
  public static DenseRow of(long key, double... values) {
    return new DenseRow(key, values, 1);
  }

  public long key() {
    return key;
  }

  public int size() {
    return values.length;
  }

  public double value(int column) {
    return values[column];
  }

  public double weight() {
    return weight;
  }

  /** Copies the values into {@code out}, from an offset on. */
  void copyTo(double[] out, int from) {
    System.arraycopy(values, 0, out, from, values.length);
  }

  /** Orders rows by content: values, then weight. Equal rows are interchangeable. */
  public int compareContent(DenseRow other) {
    int byValues = Arrays.compare(values, other.values);
    return byValues != 0 ? byValues : Double.compare(weight, other.weight);
  }
}
