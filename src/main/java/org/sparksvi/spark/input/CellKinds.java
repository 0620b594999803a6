package org.sparksvi.spark.input;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.sparksvi.spark.wire.Items;

/**
 * Finds which columns of texts are of numbers, as their cells say.
 *
 * <p>The first rows of the first file decide, and whoever reads all rows refuses a column that
 * turns out to be of the other kind; only where cells of a column are missing there, and in tables
 * that are not of files, all rows are looked at. So it does not depend on how Spark splits files.
 */
final class CellKinds {
  private static final int FIRST_ROWS = 1000;

  private CellKinds() {}

  /** Those of the given columns that are of numbers, in their order. */
  static List<String> numbers(InputTable table, List<String> columns, NumberCells cells) {
    if (columns.isEmpty()) {
      return columns;
    }
    int size = columns.size();
    CellCounts met =
        Jobs.run(
            table.rows().sparkSession(),
            "Finding the columns",
            table.place(),
            () ->
                table
                    .first()
                    .map(first -> rows(first.get(), columns).take(FIRST_ROWS).iterator())
                    .map(first -> CellCounts.of(first, size, cells))
                    .filter(CellCounts::tellOfAll)
                    .orElseGet(() -> of(rows(table, columns), size, cells)));
    return IntStream.range(0, size).filter(met::isOfNumbers).mapToObj(columns::get).toList();
  }

  private static JavaRDD<Row> rows(InputTable table, List<String> columns) {
    RowPlaces places = RowPlaces.of(table, table.place());
    return table
        .values(places, columns)
        .filter(row -> !places.isInvalid(row))
        .map(r -> r.getStruct(0));
  }

  private static CellCounts of(JavaRDD<Row> all, int columns, NumberCells cells) {
    return Items.collect(
            all.mapPartitions(rows -> List.of(CellCounts.of(rows, columns, cells)).iterator()))
        .stream()
        .reduce(new CellCounts(columns), CellCounts::add);
  }
}
