package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.sparksvi.data.RowForm;

/**
 * Counts that are vectors already: a column of Spark ML vectors or of arrays of numbers.
 *
 * <p>The key is a hash of the row's positive entries: rows of the same counts are interchangeable.
 * Values must be finite and not negative, and all vectors of one size: the one given, else the one
 * that most rows have.
 */
public final class VectorInput {
  private VectorInput() {}

  /** Reads a column of a table. */
  public static RowSource of(InputTable table, String column, VectorSettings settings) {
    TableRows rows = rows(table, column, settings);
    int columns = settings.columns();
    if (columns == 0) {
      int known = table.width(Columns.of(table).vector(column));
      columns = known > 0 ? known : rows.commonWidth(new VectorParser(0, settings.rule()));
    }
    return rows.source(
        new VectorParser(columns, settings.rule()),
        settings.vocabulary(),
        columns,
        RowForm.PLAIN,
        "rows with a positive count");
  }

  /**
   * The user's columns, and one of sparse vectors of a model's columns. Rows without a positive
   * count stay, invalid ones are left out.
   */
  public static CountedTable withCounts(
      InputTable table, String column, VectorSettings settings, String countsColumn) {
    if (settings.columns() == 0) {
      throw new IllegalArgumentException("columns of the model must be given, but are 0");
    }
    Columns.requireNew(table.place(), table.rows().schema(), countsColumn);
    VectorParser parser = new VectorParser(settings.columns(), settings.rule());
    IngestTally tally = rows(table, column, settings).survey(parser);
    Column vectors = Columns.named(Columns.of(table).vector(column));
    UDF1<Object, Vector> counts = parser::toCounts;
    Dataset<Row> rows =
        RowPlaces.of(table, table.place())
            .valid(table.rows())
            .withColumn(countsColumn, udf(counts, SQLDataTypes.VectorType()).apply(vectors));
    return new CountedTable(
        new InputTable(rows.filter(Columns.named(countsColumn).isNotNull()), table.place()).plain(),
        tally);
  }

  private static TableRows rows(InputTable table, String column, VectorSettings settings) {
    Column vectors = Columns.named(Columns.of(table).vector(column));
    String place = table.place() + ", column '" + column + "'";
    return new TableRows(table, place, vectors, settings.onInvalid());
  }
}
