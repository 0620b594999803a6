package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which columns of texts are of numbers, as their cells say.
 *
 * <p>The first rows decide, and whoever reads all rows refuses a cell of the other kind; only where
 * cells of a column are missing there, all rows are looked at.
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
    Dataset<Row> all =
        RowPlaces.of(table, table.place())
            .valid(table.rows())
            .select(columns.stream().map(Columns::named).toArray(Column[]::new));
    CellKinds met =
        Jobs.run(
            all.sparkSession(),
            "Finding the columns",
            table.place(),
            () -> {
              CellKinds first = met(all.takeAsList(FIRST_ROWS).iterator(), cells);
              BitSet known = (BitSet) first.numbers.clone();
              known.or(first.texts);
              return known.cardinality() == columns.size() ? first : of(all, cells);
            });
    return IntStream.range(0, columns.size())
        .filter(met.numbers::get)
        .mapToObj(columns::get)
        .toList();
  }

  private static CellKinds of(Dataset<Row> all, NumberCells cells) {
    CellKinds kinds = new CellKinds(new BitSet(), new BitSet());
    all.javaRDD()
        .mapPartitions(rows -> List.of(met(rows, cells)).iterator())
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
