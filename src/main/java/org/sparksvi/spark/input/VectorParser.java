package org.sparksvi.spark.input;

import java.util.Arrays;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.RowRoles;
import org.sparksvi.data.ValueRule;
import org.sparksvi.random.RowKeys;

/**
 * Vectors and arrays of numbers turned into rows of counts.
 *
 * @param columns number of entries that every vector must have, or 0 for any
 * @param rule what values must be
 */
record VectorParser(int columns, ValueRule rule) implements RowParser {

  @Override
  public DataRow parse(Row row, IngestTally tally) throws Refused {
    DataRow counts = counts(row.get(0));
    if (counts.size() == 0) {
      tally.addEmptyRows(1);
      return null;
    }
    return counts;
  }

  /** The positive entries of a vector, a sequence of numbers, or null. */
  DataRow counts(Object value) throws Refused {
    if (value == null) {
      throw new Refused("vector is null; every row must have one");
    }
    int width = width(value);
    if (columns > 0 && width != columns) {
      throw new Refused("vector has %d entries; every row must have %d".formatted(width, columns));
    }
    int[] indices = value instanceof SparseVector vector ? vector.indices() : null;
    double[] values = values(value);
    int[] found = new int[values.length];
    double[] counts = new double[values.length];
    int size = 0;
    for (int i = 0; i < values.length; i++) {
      int column = indices == null ? i : indices[i];
      if (!accepts(values[i])) {
        throw refused(values[i], column);
      }
      String broken = rule.broken(values[i]);
      if (!broken.isEmpty()) {
        throw new Refused(
            "vector has %s at entry %d; every value must be %s"
                .formatted(values[i], column, broken));
      }
      if (values[i] > 0) {
        found[size] = column;
        counts[size++] = values[i];
      }
    }
    long key = RowKeys.ofCounts(found, counts, size);
    return DataRow.unchecked(
        key, Arrays.copyOf(found, size), Arrays.copyOf(counts, size), 1, RowRoles.NONE);
  }

  static boolean accepts(double count) {
    return count >= 0 && count <= ValueRule.LARGEST;
  }

  private static Refused refused(Object value, int column) {
    return new Refused(
        "vector has %s at entry %d; every value must be finite, not negative and at most %s"
            .formatted(value, column, ValueRule.LARGEST));
  }

  /** The values that are stored; of sparse vectors not all. */
  private static double[] values(Object value) throws Refused {
    if (value instanceof SparseVector sparse) {
      return sparse.values();
    }
    if (value instanceof Vector vector) {
      return vector.toArray();
    }
    scala.collection.Iterator<?> elements = ((scala.collection.Seq<?>) value).iterator();
    double[] values = new double[width(value)];
    for (int i = 0; i < values.length; i++) {
      Object element = elements.next();
      if (!(element instanceof Number number)) {
        throw refused(element, i);
      }
      values[i] = number.doubleValue();
    }
    return values;
  }

  /** The counts as a sparse vector, or null where the value is not acceptable. */
  Vector toCounts(Object value) {
    try {
      return RowVectors.sparse(counts(value), columns);
    } catch (Refused e) {
      return null;
    }
  }

  @Override
  public int width(Row row) {
    return width(row.get(0));
  }

  static int width(Object value) {
    return value instanceof Vector vector
        ? vector.size()
        : ((scala.collection.Seq<?>) value).size();
  }

  @Override
  public String show(Row row) {
    return show(row.get(0));
  }

  /** The value as messages show it. */
  static String show(Object value) {
    return value instanceof scala.collection.Seq<?> values
        ? values.mkString("[", ",", "]")
        : String.valueOf(value);
  }
}
