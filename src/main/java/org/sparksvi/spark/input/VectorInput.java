package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.udf;

import java.util.Iterator;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.sparksvi.data.CountRow;

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
  public static CountInput of(Table table, String column, VectorSettings settings) {
    Column vectors = Columns.vector(table.rows(), table.place(), column);
    String place = table.place() + ", column '" + column + "'";
    RowPlaces places = RowPlaces.of(table, place);
    Dataset<Row> values = table.rows().select(places.select(vectors));
    JavaRDD<Reading<CountRow>> readings = readings(values, places, settings.columns());
    Tally tally = tally(table, place, readings);
    int columns = settings.columns();
    if (columns == 0) {
      columns = tally.commonWidth();
      if (!tally.isOneWidth()) {
        readings = readings(values, places, columns);
        tally = tally(table, place, readings);
      }
    }
    return CountInput.of(
        place, readings, tally, columns, settings.vocabulary(), settings.onInvalid());
  }

  /**
   * The user's columns, and one of sparse vectors of a model's columns. Rows without a positive
   * count stay, invalid ones are left out.
   */
  public static CountedTable withCounts(
      Table table, String column, VectorSettings settings, String countsColumn) {
    if (settings.columns() == 0) {
      throw new IllegalArgumentException("columns of the model must be given, but are 0");
    }
    Columns.requireNew(table, countsColumn);
    Column vectors = Columns.vector(table.rows(), table.place(), column);
    String place = table.place() + ", column '" + column + "'";
    RowPlaces places = RowPlaces.of(table, place);
    Dataset<Row> values = table.rows().select(places.select(vectors));
    Tally tally = tally(table, place, readings(values, places, settings.columns()));
    CountInput.refuseInvalid(tally, settings.onInvalid());
    VectorParser parser = new VectorParser(settings.columns());
    UserDefinedFunction counts =
        udf((UDF1<Object, Vector>) parser::toCounts, SQLDataTypes.VectorType());
    Dataset<Row> rows = places.valid(table.rows()).withColumn(countsColumn, counts.apply(vectors));
    return new CountedTable(
        new Table(rows.filter(Columns.named(countsColumn).isNotNull()), table.place()).plain(),
        tally);
  }

  private static Tally tally(Table table, String place, JavaRDD<Reading<CountRow>> readings) {
    return Jobs.run(
        table.rows().sparkSession(), "Counting vectors", place, () -> Tally.of(readings, table));
  }

  private static JavaRDD<Reading<CountRow>> readings(
      Dataset<Row> values, RowPlaces places, int columns) {
    VectorParser parser = new VectorParser(columns);
    return values.javaRDD().mapPartitions(rows -> parseAll(rows, places, parser));
  }

  private static Iterator<Reading<CountRow>> parseAll(
      Iterator<Row> rows, RowPlaces places, VectorParser parser) {
    Entries entries = new Entries();
    Iterable<Row> all = () -> rows;
    return StreamSupport.stream(all.spliterator(), false)
        .map(
            row -> {
              if (places.isInvalid(row)) {
                return places.<CountRow>invalid(row);
              }
              Object value = row.get(0);
              return parser
                  .read(value, entries)
                  .map(reason -> places.<CountRow>invalid(row, VectorParser.show(value), reason))
                  .orElseGet(() -> entries.reading(VectorParser.width(value)));
            })
        .iterator();
  }
}
