package org.sparksvi.spark.input;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.OnInvalid;

/**
 * The rows of a table as a parser reads them. Rows that are not acceptable are tallied, never
 * thrown: the driver decides, for all tasks together, before anything is written.
 */
final class TableRows {
  private final InputTable table;
  private final RowPlaces places;
  private final JavaRDD<Row> values;
  private final OnInvalid policy;

  /**
   * Of a column of a table.
   *
   * @param place names the table or its column
   */
  TableRows(InputTable table, String place, Column value, OnInvalid policy) {
    this.table = table;
    this.places = RowPlaces.of(table, place);
    this.values = table.rows().select(places.select(value)).javaRDD();
    this.policy = policy;
  }

  /** Of structs of columns, by their names. */
  TableRows(InputTable table, String place, List<String> columns, OnInvalid policy) {
    this.table = table;
    this.places = RowPlaces.of(table, place);
    this.values = table.values(places, columns);
    this.policy = policy;
  }

  private JavaRDD<RowItem> items(RowParser parser) {
    RowPlaces where = places;
    return values.mapPartitions(rows -> new Parsed(rows, where, parser));
  }

  /**
   * The rows as a source.
   *
   * @param rule which rows count, for a table without one
   */
  RowSource source(RowParser parser, List<String> names, int columns, RowForm form, String rule) {
    return new RowSource(
        table.place(),
        items(parser),
        ColumnMap.same(columns),
        names,
        form,
        0,
        met -> requireRows(judge(met), rule),
        table.facts());
  }

  private IngestTally requireRows(IngestTally tally, String rule) {
    if (tally.rows() == 0) {
      throw new InputException(
          places.place(),
          "%s must be at least 1, but are 0 (%d empty, %d invalid)"
              .formatted(rule, tally.emptyRows(), tally.invalid().count()));
    }
    return tally;
  }

  /** Passes over the rows once, and refuses what the policy does not allow. */
  IngestTally survey(RowParser parser) {
    return judge(run("Counting rows", () -> RowSource.met(items(parser))));
  }

  /** The tally with the rows that are not acceptable by their numbers. */
  private IngestTally judge(IngestTally met) {
    if (met.invalid().count() == 0) {
      return met;
    }
    IngestTally tally = met;
    if (table.has(InputTable.PIECE)) {
      FilePieces pieces = run("Numbering rows", () -> FilePieces.of(table));
      tally = met.withPlaces(line -> pieces.numbered(line, places.place()));
    }
    if (policy == OnInvalid.FAIL) {
      InvalidLine first = tally.invalid().first().get(0);
      throw new InputException(first.place(), first.problem());
    }
    return tally;
  }

  private <T> T run(String what, java.util.function.Supplier<T> action) {
    return Jobs.run(table.rows().sparkSession(), what, places.place(), action);
  }

  /** The width that most acceptable rows have, the larger of equally frequent ones. */
  int commonWidth(RowParser parser) {
    RowPlaces where = places;
    TreeMap<Integer, Long> widths = new TreeMap<>();
    run(
            "Finding the columns",
            () ->
                values
                    .mapPartitions(rows -> List.of(widths(rows, where, parser)).iterator())
                    .collect())
        .forEach(part -> part.forEach((width, n) -> widths.merge(width, n, Long::sum)));
    int common = 0;
    long most = 0;
    for (Map.Entry<Integer, Long> entry : widths.entrySet()) {
      if (entry.getValue() >= most) {
        common = entry.getKey();
        most = entry.getValue();
      }
    }
    return common;
  }

  private static Map<Integer, Long> widths(Iterator<Row> rows, RowPlaces places, RowParser parser) {
    Map<Integer, Long> widths = new TreeMap<>();
    IngestTally forgotten = new IngestTally();
    while (rows.hasNext()) {
      Row row = rows.next();
      try {
        if (!places.isInvalid(row)) {
          parser.parse(row, forgotten);
          widths.merge(parser.width(row), 1L, Long::sum);
        }
      } catch (Refused e) {
        forgotten.addInvalid(places.invalid(row, parser.show(row), e.getMessage()));
      }
    }
    return widths;
  }

  /** The rows of a partition, then what was met. */
  private static final class Parsed implements Iterator<RowItem> {
    private final Iterator<Row> rows;
    private final RowPlaces places;
    private final RowParser parser;
    private final IngestTally tally = new IngestTally();
    private RowItem ready;
    private boolean ended;

    Parsed(Iterator<Row> rows, RowPlaces places, RowParser parser) {
      this.rows = rows;
      this.places = places;
      this.parser = parser;
    }

    @Override
    public boolean hasNext() {
      while (ready == null && !ended) {
        if (rows.hasNext()) {
          DataRow row = parse(rows.next());
          ready = row == null ? null : RowItem.of(row);
        } else {
          ended = true;
          ready = RowItem.of(tally);
        }
      }
      return ready != null;
    }

    private DataRow parse(Row row) {
      if (places.isInvalid(row)) {
        tally.addInvalid(places.invalid(row));
        return null;
      }
      try {
        return parser.parse(row, tally);
      } catch (Refused e) {
        tally.addInvalid(places.invalid(row, parser.show(row), e.getMessage()));
        return null;
      }
    }

    @Override
    public RowItem next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more rows");
      }
      RowItem item = ready;
      ready = null;
      return item;
    }
  }
}
