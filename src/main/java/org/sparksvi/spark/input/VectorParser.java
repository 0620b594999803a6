package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * Vectors and arrays of numbers turned into counts.
 *
 * @param place names the column in complaints
 * @param columns number of entries that every vector must have, or 0 for any
 */
record VectorParser(String place, int columns) implements Serializable {

  /** Reads a value of the column: a vector, a sequence of numbers, or null. */
  Reading parse(Object value, Entries entries) {
    if (value == null) {
      return invalid(value, "vector is null; every row must have one");
    }
    int width = width(value);
    if (columns > 0 && width != columns) {
      return invalid(
          value, "vector has %d entries; every row must have %d".formatted(width, columns));
    }
    entries.clear();
    Optional<String> problem =
        value instanceof SparseVector sparse
            ? readSparse(sparse, entries)
            : readDense(value, entries);
    return problem.isPresent() ? invalid(value, problem.get()) : entries.reading(width);
  }

  private static int width(Object value) {
    return value instanceof Vector vector
        ? vector.size()
        : ((scala.collection.Seq<?>) value).size();
  }

  private static Optional<String> readSparse(SparseVector vector, Entries entries) {
    int[] indices = vector.indices();
    double[] values = vector.values();
    for (int i = 0; i < indices.length; i++) {
      if (!Entries.accepts(values[i])) {
        return problem(indices[i], values[i]);
      }
      entries.add(indices[i], values[i]);
    }
    return Optional.empty();
  }

  private static Optional<String> readDense(Object value, Entries entries) {
    if (value instanceof DenseVector dense) {
      double[] values = dense.values();
      for (int i = 0; i < values.length; i++) {
        if (!Entries.accepts(values[i])) {
          return problem(i, values[i]);
        }
        entries.add(i, values[i]);
      }
      return Optional.empty();
    }
    scala.collection.Iterator<?> values = ((scala.collection.Seq<?>) value).iterator();
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

  private Reading invalid(Object value, String reason) {
    String text =
        value instanceof scala.collection.Seq<?> values
            ? values.mkString("[", ",", "]")
            : String.valueOf(value);
    return Reading.invalid(InvalidRow.inTable(place, text, reason));
  }
}
