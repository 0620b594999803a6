package org.sparksvi.job.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sparksvi.job.config.InputSettings.Format;

/**
 * Where rows of numbers come from.
 *
 * @param vector column that holds all of a row's numbers, where given
 * @param columns to read; empty for all that are numbers
 * @param weight column of weights, where given
 */
public record DenseKeys(
    InputSettings input, Optional<String> vector, List<String> columns, Optional<String> weight) {

  private static final Set<Format> FORMATS =
      Set.of(Format.LIBSVM, Format.CSV, Format.JSON, Format.PARQUET);

  public DenseKeys {
    columns = List.copyOf(columns);
  }

  /** Keys that only rows of numbers have, or that not all rows have. */
  public static List<String> keys() {
    return List.of("input.column", "input.columns", "input.weight-column");
  }

  /** Checks the keys. */
  public static DenseKeys of(Configuration c) {
    Format format = InputSettings.format(c, FORMATS);
    for (String key : keys()) {
      if (!format.columns() && c.has(key)) {
        throw c.refuse(key, "not be given where input.format is " + c.show("input.format"));
      }
    }
    Optional<String> vector = c.optionalText("input.column");
    List<String> columns = c.texts("input.columns");
    if (vector.isPresent() && !columns.isEmpty()) {
      throw c.refuse("input.columns", "not be given where input.column is");
    }
    if (columns.stream().distinct().count() < columns.size()) {
      throw c.refuse("input.columns", "name every column once");
    }
    Optional<String> weight = c.optionalText("input.weight-column");
    if (weight.isPresent() && columns.contains(weight.get())) {
      throw c.refuse("input.weight-column", "not be among input.columns");
    }
    return new DenseKeys(InputSettings.of(c, FORMATS), vector, columns, weight);
  }
}
