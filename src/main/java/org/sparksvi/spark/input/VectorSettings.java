package org.sparksvi.spark.input;

import java.util.List;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.OnInvalid;

/**
 * How vectors are read.
 *
 * @param columns number of columns that every vector must have, or 0 to find it in the data
 * @param vocabulary the name of every column; empty if they have none
 * @param onInvalid what is done about rows that are not acceptable
 * @param rule what values must be
 */
public record VectorSettings(
    int columns, List<String> vocabulary, OnInvalid onInvalid, ValueRule rule) {

  public VectorSettings {
    vocabulary = List.copyOf(vocabulary);
    if (columns < 0) {
      throw new IllegalArgumentException("columns must not be negative, but are " + columns);
    }
    if (!vocabulary.isEmpty() && columns != 0 && columns != vocabulary.size()) {
      throw new IllegalArgumentException(
          "vocabulary must have a word for each of %d columns, but has %d"
              .formatted(columns, vocabulary.size()));
    }
    columns = vocabulary.isEmpty() ? columns : vocabulary.size();
  }

  /** Columns found in the data, without names. */
  public static VectorSettings of(OnInvalid onInvalid) {
    return new VectorSettings(0, List.of(), onInvalid, ValueRule.ANY);
  }

  /** Columns named by a vocabulary. */
  public static VectorSettings named(List<String> vocabulary, OnInvalid onInvalid) {
    return new VectorSettings(0, vocabulary, onInvalid, ValueRule.ANY);
  }

  /** The same, of values that keep a rule. */
  public VectorSettings where(ValueRule values) {
    return new VectorSettings(columns, vocabulary, onInvalid, values);
  }
}
