package org.sparksvi.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A column that a model adds to rows.
 *
 * @param name in tables and files
 * @param type what a cell holds
 * @param size entries of a vector, sides of a symmetric matrix; 1 for single numbers
 * @param description what it is, and in which unit
 */
public record Column(String name, Type type, int size, String description) implements Serializable {

  /** What a cell holds. */
  public enum Type {
    /** As many numbers as the column's size. */
    VECTOR,
    /** A symmetric matrix: row-major in a table, its lower triangle by rows in a model's output. */
    SYMMETRIC,
    NUMBER,
    /** A number that not every row has: NaN in a model's output, null in a table. */
    NUMBER_OR_NONE,
    WHOLE
  }

  public Column {
    if (size < 1) {
      throw new IllegalArgumentException(
          "the size of column '%s' must be at least 1, but was %d".formatted(name, size));
    }
  }

  public static Column vector(String name, int size, String description) {
    return new Column(name, Type.VECTOR, size, description);
  }

  public static Column symmetric(String name, int side, String description) {
    return new Column(name, Type.SYMMETRIC, side, description);
  }

  public static Column number(String name, String description) {
    return new Column(name, Type.NUMBER, 1, description);
  }

  public static Column numberOrNone(String name, String description) {
    return new Column(name, Type.NUMBER_OR_NONE, 1, description);
  }

  public static Column whole(String name, String description) {
    return new Column(name, Type.WHOLE, 1, description);
  }

  /** Numbers of a model's output for one row. */
  public int width() {
    return type == Type.SYMMETRIC ? size * (size + 1) / 2 : size;
  }

  /** Numbers of a model's output for one row, of all columns. */
  public static int width(List<Column> columns) {
    return columns.stream().mapToInt(Column::width).sum();
  }

  /**
   * The cell of one row: {@code double[]}, {@code Double} or {@code Integer}; null where there is
   * none.
   *
   * @param output of the model
   * @param from where the column's numbers begin
   */
  public Object cell(double[] output, int from) {
    return switch (type) {
      case VECTOR -> Arrays.copyOfRange(output, from, from + size);
      case SYMMETRIC -> symmetric(output, from);
      case NUMBER -> output[from];
      case NUMBER_OR_NONE -> Double.isNaN(output[from]) ? null : (Object) output[from];
      case WHOLE -> (int) output[from];
    };
  }

  private double[] symmetric(double[] output, int from) {
    double[] all = new double[size * size];
    int at = from;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        all[i * size + j] = output[at];
        all[j * size + i] = output[at++];
      }
    }
    return all;
  }

  /** The cells of one row, in the order of the columns. */
  public static Object[] cells(List<Column> columns, double[] output, int from) {
    Object[] cells = new Object[columns.size()];
    int at = from;
    for (int c = 0; c < cells.length; c++) {
      cells[c] = columns.get(c).cell(output, at);
      at += columns.get(c).width();
    }
    return cells;
  }
}
