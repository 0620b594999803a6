package org.sparksvi.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
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
    TextCountSettings text) {

  /** Keys that only rows of counts have. */
  public static List<String> keys() {
    return Stream.concat(
            wholeKeys().stream(), Stream.of("input.held-out-observed", "input.split-seed"))
        .toList();
  }

  /** Those of them that have a meaning where held-out rows are scored whole. */
  public static List<String> wholeKeys() {
    return List.of("input.vocabulary", "input.column", "input.text.");
  }

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

  /** The paths of all that is read. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>(input.paths());
    vocabulary.ifPresent(words -> paths.add(1, words));
    return paths;
  }
}
