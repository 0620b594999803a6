package org.sparksvi.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.RowForm;
import org.sparksvi.kind.RowType;
import org.sparksvi.rows.InputSettings.Format;

/**
 * Where rows of counts come from: documents.
 *
 * @param vocabulary path of the words, where given
 * @param column of a table, where the format has columns
 * @param splitSeed names the split of held-out documents
 */
public record CountSettings(
    InputSettings input,
    Optional<String> vocabulary,
    Optional<String> column,
    long splitSeed,
    TextCountSettings text)
    implements RowSettings {

  /** Checks the keys. */
  public static CountSettings of(Configuration c) {
    Format format = InputSettings.format(c, InputSettings.ofCounts());
    Optional<String> column = c.optionalText("input.column");
    if (format.columns() && column.isEmpty()) {
      throw new ConfigurationException(
          "%s: input.column must be given where input.format is %s"
              .formatted(c.file(), c.show("input.format")));
    }
    if (!format.columns() && column.isPresent()) {
      throw c.refuse(
          "input.column", "not be given where input.format is " + c.show("input.format"));
    }
    return new CountSettings(
        InputSettings.of(c, InputSettings.ofCounts()),
        c.optionalText("input.vocabulary"),
        column,
        c.whole("input.split-seed", Long.MIN_VALUE, Long.MAX_VALUE),
        TextCountSettings.of(c));
  }

  @Override
  public List<String> paths() {
    List<String> paths = new ArrayList<>(input.paths());
    vocabulary
        .filter(words -> !input.table().given().containsKey(words))
        .ifPresent(words -> paths.add(Math.min(1, paths.size()), words));
    return paths;
  }

  @Override
  public RowInput open(SparkSession spark, RowType<?, ?> type) {
    return type.halved()
        ? CountInputs.halved(spark, this)
        : CountInputs.whole(spark, this, type.values());
  }

  @Override
  public CountSettings given(Map<String, Dataset<Row>> tables) {
    return new CountSettings(input.given(tables), vocabulary, column, splitSeed, text);
  }

  @Override
  public CountSettings asked(RowForm form, Optional<String> words, long seed) {
    return new CountSettings(input, words, column, seed, text);
  }
}
