package org.sparksvi.spark.input;

import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts that are vectors already: a column of Spark ML vectors or of arrays of numbers.
 *
 * <p>The key is a hash of the row's positive entries: rows of the same counts are interchangeable.
 * Values must be finite and not negative, and all vectors of one size: the one given, else the one
 * that most rows have.
 */
public final class VectorInput {
  private VectorInput() {}

  /**
   * Reads a column of a table.
   *
   * @param place names the table in messages
   */
  public static CountInput of(
      Dataset<Row> table, String place, String column, VectorSettings settings) {
    Dataset<Row> values = table.select(Columns.vector(table, place, column));
    String where = place + ", column '" + column + "'";
    JavaRDD<Reading> readings = readings(values, new VectorParser(where, settings.columns()));
    Tally tally = tally(values, where, readings);
    int columns = settings.columns();
    if (columns == 0) {
      columns = tally.commonWidth();
      if (!tally.isOneWidth()) {
        readings = readings(values, new VectorParser(where, columns));
        tally = tally(values, where, readings);
      }
    }
    return CountInput.of(
        where, readings, tally, columns, settings.vocabulary(), settings.onInvalid());
  }

  private static Tally tally(Dataset<Row> values, String place, JavaRDD<Reading> readings) {
    return Jobs.run(values.sparkSession(), "Counting vectors", place, () -> Tally.of(readings));
  }

  private static JavaRDD<Reading> readings(Dataset<Row> values, VectorParser parser) {
    return values.javaRDD().mapPartitions(rows -> parseAll(rows, parser));
  }

  private static Iterator<Reading> parseAll(Iterator<Row> rows, VectorParser parser) {
    Entries entries = new Entries();
    Iterable<Row> all = () -> rows;
    Stream<Row> stream = StreamSupport.stream(all.spliterator(), false);
    return stream.map(row -> parser.parse(row.get(0), entries)).iterator();
  }
}
