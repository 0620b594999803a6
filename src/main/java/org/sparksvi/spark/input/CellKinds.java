package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * Which columns of texts are of numbers, as their cells say.
 *
 * <p>The first rows of the first file decide, and whoever reads all rows refuses a cell of the
 * other kind; only where cells of a column are missing there, and in tables that are not of files,
 * all rows are looked at. So it does not depend on how Spark splits files.
 *
 * @param numbers places of columns with a number
 * @param texts places of columns with a text
 */
record CellKinds(BitSet numbers, BitSet texts) implements Serializable {
  private static final int FIRST_ROWS = 1000;

  /** Those of the given columns that are of numbers, in their order. */
  static List<String> numbers(InputTable table, List<String> columns, NumberCells cells) {
    if (columns.isEmpty()) {
      return columns;
    }
    CellKinds met =
        Jobs.run(
            table.rows().sparkSession(),
            "Finding the columns",
            table.place(),
            () ->
                table
                    .first()
                    .map(
                        first -> met(rows(first.get(), columns).take(FIRST_ROWS).iterator(), cells))
                    .filter(first -> first.known() == columns.size())
                    .orElseGet(() -> of(rows(table, columns), cells)));
    return IntStream.range(0, columns.size())
        .filter(met.numbers::get)
        .mapToObj(columns::get)
        .toList();
  }

  private int known() {
    BitSet known = (BitSet) numbers.clone();
    known.or(texts);
    return known.cardinality();
  }

  private static JavaRDD<Row> rows(InputTable table, List<String> columns) {
    RowPlaces places = RowPlaces.of(table, table.place());
    return table
        .values(places, columns)
        .filter(row -> !places.isInvalid(row))
        .map(r -> r.getStruct(0));
  }

  private static CellKinds of(JavaRDD<Row> all, NumberCells cells) {
    CellKinds kinds = new CellKinds(new BitSet(), new BitSet());
    all.mapPartitions(rows -> List.of(met(rows, cells)).iterator())
        .collect()
        .forEach(part -> kinds.numbers.or(part.numbers));
    return kinds;
  }

  private static CellKinds met(Iterator<Row> rows, NumberCells cells) {
    CellKinds met = new CellKinds(new BitSet(), new BitSet());
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int c = 0; c < row.size(); c++) {
        switch (cells.kind(row.getString(c))) {
          case NUMBER -> met.numbers.set(c);
          case TEXT -> met.texts.set(c);
          case MISSING -> {}
        }
      }
    }
    return met;
  }
}
