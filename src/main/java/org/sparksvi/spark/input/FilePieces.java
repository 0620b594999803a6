package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.format.InvalidLine;

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

  static final StructType TYPE =
      new StructType()
          .add(PATH, DataTypes.StringType)
          .add(START, DataTypes.LongType)
          .add(ID, DataTypes.LongType);

  private static final char SEPARATOR = 0; // in no path

  private record Piece(long firstId, long rows) {}

  private final Map<String, TreeMap<Long, Piece>> files = new HashMap<>(); // by path, by start

  private FilePieces() {}

  /** Counts the rows of a table that was read from files. */
  static FilePieces of(InputTable table) {
    FilePieces pieces = new FilePieces();
    List<Row> counted =
        table.pieces().groupBy(PATH, START).agg(min(ID), count(lit(1))).collectAsList();
    for (Row row : counted) {
      pieces
          .files
          .computeIfAbsent(row.getString(0), path -> new TreeMap<>())
          .put(row.getLong(1), new Piece(row.getLong(2), row.getLong(3)));
    }
    return pieces;
  }

  /** A piece as the file of a row that has no number yet; sorts by path, then by start. */
  static String file(String path, long start) {
    return String.format(Locale.ROOT, "%s%c%019d", path, SEPARATOR, start);
  }

  /**
   * The same row known by its number in its file, from 1.
   *
   * @param line whose position is the row's id
   * @param table the name of the table; files of one with many are named, too
   */
  InvalidLine numbered(InvalidLine line, String table) {
    int end = line.file().lastIndexOf(SEPARATOR);
    String path = line.file().substring(0, end);
    long start = Long.parseLong(line.file().substring(end + 1));
    TreeMap<Long, Piece> pieces = files.get(path);
    long before = pieces.headMap(start).values().stream().mapToLong(Piece::rows).sum();
    String name =
        files.size() == 1 ? table : table + ", file '" + new Path(URI.create(path)).getName() + "'";
    return new InvalidLine(
        name,
        line.unit(),
        before + 1 + line.position() - pieces.get(start).firstId(),
        line.text(),
        line.reason());
  }
}
