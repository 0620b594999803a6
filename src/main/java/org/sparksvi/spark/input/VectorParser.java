package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * Vectors and arrays of numbers turned into counts.
 *
 * @param columns number of entries that every vector must have, or 0 for any
 */
record VectorParser(int columns) implements Serializable {

  /**
   * Reads a value of the column: a vector, a sequence of numbers, or null.
   *
   * @param entries overwritten; complete if no reason against the value is returned
   */
  Optional<String> read(Object value, Entries entries) {
    entries.clear();
    if (value == null) {
      return Optional.of("vector is null; every row must have one");
    }
    int width = width(value);
    if (columns > 0 && width != columns) {
      return Optional.of("vector has %d entries; every row must have %d".formatted(width, columns));
    }
    if (value instanceof SparseVector vector) {
      return readAll(vector.indices(), vector.values(), entries);
    }
    return value instanceof DenseVector vector
        ? readAll(null, vector.values(), entries)
        : readSequence((scala.collection.Seq<?>) value, entries);
  }

  /** The counts as a sparse vector, or null where the value is not acceptable. */
  Vector toCounts(Object value) {
    Entries entries = new Entries();
    return read(value, entries).isPresent() ? null : entries.toVector(columns);
  }

  static int width(Object value) {
    return value instanceof Vector vector
        ? vector.size()
        : ((scala.collection.Seq<?>) value).size();
  }

  /** The value as messages show it. */
  static String show(Object value) {
    return value instanceof scala.collection.Seq<?> values
        ? values.mkString("[", ",", "]")
        : String.valueOf(value);
  }

  /** Reads values of given columns, or of all where {@code indices} is null. */
  private static Optional<String> readAll(int[] indices, double[] values, Entries entries) {
    for (int i = 0; i < values.length; i++) {
      int column = indices == null ? i : indices[i];
      if (!Entries.accepts(values[i])) {
        return problem(column, values[i]);
      }
      entries.add(column, values[i]);
    }
    return Optional.empty();
  }

  private static Optional<String> readSequence(scala.collection.Seq<?> all, Entries entries) {
    scala.collection.Iterator<?> values = all.iterator();
    for (int i = 0; values.hasNext(); i++) {
      Object element = values.next();
      if (!(element instanceof Number number) || !Entries.accepts(number.doubleValue())) {
        return problem(i, element);
      }
      entries.add(i, number.doubleValue());
    }
    return Optional.empty();
  }

  private static Optional<String> problem(int index, Object value) {
    return Optional.of(
        "vector has %s at entry %d; every value must be finite and not negative"
            .formatted(value, index));
  }
}
