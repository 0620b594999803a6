package org.sparksvi.spark.input;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a table is read by Spark's own readers.
 *
 * @param sparkName the reader's name, such as csv; empty for a table of a catalog, by its name
 * @param options of the reader, by the names that Spark gives them
 * @param schema the columns and their types, as SQL writes them, where given
 * @param given tables that are at hand, by the names that they have instead of a path
 */
public record TableFormat(
    String sparkName,
    Map<String, String> options,
    Optional<String> schema,
    Map<String, Dataset<Row>> given) {
  public static final TableFormat CSV = of("csv");
  public static final TableFormat JSON = of("json");
  public static final TableFormat PARQUET = of("parquet");

  private static final Set<String> OF_FILES =
      Set.of("csv", "json", "parquet", "orc", "avro", "xml");

  public TableFormat {
    options = Map.copyOf(options);
    given = Map.copyOf(given);
  }

  /** A format that files or a catalog's tables have. */
  public TableFormat(String sparkName, Map<String, String> options, Optional<String> schema) {
    this(sparkName, options, schema, Map.of());
  }

  /** A format without options. */
  public static TableFormat of(String sparkName) {
    return new TableFormat(sparkName, Map.of(), Optional.empty());
  }

  /** The same where some tables are at hand, by their names. */
  public TableFormat given(Map<String, Dataset<Row>> tables) {
    return new TableFormat(sparkName, options, schema, tables);
  }

  /** Whether tables are at hand, of which nobody can say from outside whether they have changed. */
  public boolean isGiven() {
    return !given.isEmpty();
  }

  /** Whether it is a table of a catalog, which has no files of ours. */
  public boolean isCatalog() {
    return sparkName.isEmpty();
  }

  /** Whether it is files, each with rows of its own, rather than a directory or a catalog's. */
  boolean ofFiles() {
    return OF_FILES.contains(sparkName);
  }

  boolean isCsv() {
    return sparkName.equals("csv");
  }

  /** Whether Spark has to be told a column for records that it cannot read. */
  boolean ofTexts() {
    return isCsv() || sparkName.equals("json");
  }
}
