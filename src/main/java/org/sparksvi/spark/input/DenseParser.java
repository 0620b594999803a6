package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.sparksvi.data.DenseRow;
import org.sparksvi.random.RowKeys;

/**
 * Structs of values, with a weight behind them, and maybe a key, turned into rows of numbers.
 *
 * @param inVector whether the first value is a vector or an array that holds all numbers
 * @param names of the columns; empty for any number of them
 * @param weight name of the weights' column
 * @param allowMissing whether null and NaN are missing values
 * @param scale what values are divided by
 * @param keyed whether the key is behind the weight; otherwise it is a hash of the content
 * @param firstEntry the number of a vector's first entry, where columns have no names
 */
record DenseParser(
    boolean inVector,
    List<String> names,
    String weight,
    boolean allowMissing,
    double scale,
    boolean keyed,
    int firstEntry)
    implements Serializable {

  /** A row that is not acceptable. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Number of columns, or 0 for any. */
  int width() {
    return names.size();
  }

  /** Values and a weight. */
  private int size(Row row) {
    return row.size() - (keyed ? 1 : 0);
  }

  /** The row. */
  DenseRow parse(Row row) throws Refused {
    double[] values = inVector ? vector(row) : columns(row);
    for (int c = 0; c < values.length; c++) {
      if (Double.isInfinite(values[c]) || (Double.isNaN(values[c]) && !allowMissing)) {
        throw new Refused(
            Double.isNaN(values[c])
                ? "column '%s' must be a finite number, but is missing or NaN; this kind of model takes no missing values"
                    .formatted(name(c))
                : "column '%s' must be a finite number, but is %s".formatted(name(c), values[c]));
      }
      values[c] = Double.isNaN(values[c]) ? Double.NaN : values[c] / scale + 0.0; // one NaN, no -0
    }
    double weighs = number(row.get(size(row) - 1), weight);
    if (!(weighs >= 0 && weighs < Double.POSITIVE_INFINITY)) {
      throw new Refused(
          "weight '%s' must be finite and not negative, but is %s".formatted(weight, weighs));
    }
    long key = keyed ? row.getLong(size(row)) : RowKeys.ofNumbers(values, weighs);
    return new DenseRow(key, values, weighs);
  }

  /** The row, if it is acceptable. */
  Optional<DenseRow> accepted(Row row) {
    try {
      return Optional.of(parse(row));
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  private String name(int column) {
    return column < names.size() ? names.get(column) : Integer.toString(column + firstEntry);
  }

  private double[] columns(Row row) throws Refused {
    double[] values = new double[size(row) - 1];
    for (int c = 0; c < values.length; c++) {
      values[c] = number(row.get(c), names.get(c));
    }
    return values;
  }

  private double[] vector(Row row) throws Refused {
    Object value = row.get(0);
    if (value == null) {
      throw new Refused("vector is null; every row must have one");
    }
    int size = VectorParser.width(value);
    if (!names.isEmpty() && size != names.size()) {
      throw new Refused(
          "vector has %d entries; every row must have %d".formatted(size, names.size()));
    }
    if (size == 0) {
      throw new Refused("vector has no entries; every row must have one at least");
    }
    if (value instanceof Vector vector) {
      return vector.toArray().clone();
    }
    double[] values = new double[size];
    scala.collection.Iterator<?> elements = ((scala.collection.Seq<?>) value).iterator();
    for (int c = 0; c < size; c++) {
      values[c] = number(elements.next(), name(c));
    }
    return values;
  }

  /** A number, or NaN where it is missing: null, an empty text, NA or NaN. */
  private static double number(Object value, String name) throws Refused {
    if (value == null) {
      return Double.NaN;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    String text = value.toString().strip();
    if (text.isEmpty() || text.equals("NA")) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new Refused("column '%s' must be a number, but is \"%s\"".formatted(name, text));
    }
  }

  /** The row as messages show it. */
  String show(Row row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size(row) - 1; i++) {
      Object value = row.get(i);
      text.append(i == 0 ? "" : ",");
      text.append(
          value instanceof scala.collection.Seq<?> || value instanceof Vector
              ? VectorParser.show(value)
              : value == null ? "" : value);
    }
    return text.toString();
  }
}
