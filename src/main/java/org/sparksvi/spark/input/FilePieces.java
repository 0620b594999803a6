package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * How many rows come before each piece of each file of a table.
 *
 * <p>Spark splits files and hands out their pieces in any order. Ids grow within a piece; the rows
 * of the pieces before it are counted by a pass of their own, so only where a row has to be found.
 */
final class FilePieces {
  static final String PATH = "path";
  static final String START = "start";
  static final String ID = "id";

  private record Piece(long firstId, long rows) {}

  private final Map<String, TreeMap<Long, Piece>> files = new HashMap<>(); // by path, by start

  private FilePieces() {}

  /** Counts the rows of a table that was read from files. */
  static FilePieces of(Table table) {
    FilePieces pieces = new FilePieces();
    List<Row> counted =
        table
            .rows()
            .select(col(Table.PIECE + ".*"))
            .groupBy(PATH, START)
            .agg(min(ID), count(lit(1)))
            .collectAsList();
    for (Row row : counted) {
      pieces
          .files
          .computeIfAbsent(row.getString(0), path -> new TreeMap<>())
          .put(row.getLong(1), new Piece(row.getLong(2), row.getLong(3)));
    }
    return pieces;
  }

  /** What a message calls a file of the table, which has another name where it is one of many. */
  String name(String table, String path) {
    return files.size() == 1
        ? table
        : table + ", file '" + new Path(URI.create(path)).getName() + "'";
  }

  /** Number in its file, from 1, of the row of an id. */
  long number(String path, long start, long id) {
    TreeMap<Long, Piece> pieces = files.get(path);
    long before = pieces.headMap(start).values().stream().mapToLong(Piece::rows).sum();
    return before + 1 + id - pieces.get(start).firstId();
  }
}
