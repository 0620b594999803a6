package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.InvalidLine.Unit;

/**
 * Where the rows of a table are, for complaints, in rows of a value and these columns behind it.
 *
 * @param place names the table or its column
 * @param inPieces whether rows are of a table in files
 * @param inFiles whether rows are lines or files, which have places of their own
 * @param hasProblems whether the table says of rows that they could not be read
 * @param isKeyed whether rows have keys other than a hash of their content
 */
record RowPlaces(
    String place, boolean inPieces, boolean inFiles, boolean hasProblems, boolean isKeyed)
    implements Serializable {
  private static final int PROBLEM = 1;
  private static final int CONTENT = 2;
  private static final int FILE = 3;
  private static final int OFFSET = 4;
  private static final int PIECE = 5;

  /** Column of the key, null where the table has none. */
  static final int KEY = 6;

  static RowPlaces of(InputTable table, String place) {
    return new RowPlaces(
        place,
        table.has(InputTable.PIECE),
        table.has(InputTable.OFFSET),
        table.has(InputTable.PROBLEM),
        table.has(InputTable.KEY));
  }

  /** The columns to select for a value and its place. */
  Column[] select(Column value) {
    return new Column[] {
      value.as("value"),
      hasProblems ? col(InputTable.PROBLEM) : lit(null).cast("string").as(InputTable.PROBLEM),
      hasProblems ? col(InputTable.CONTENT) : lit(null).cast("string").as(InputTable.CONTENT),
      inFiles ? col(InputTable.FILE) : lit(place).as(InputTable.FILE),
      inFiles ? col(InputTable.OFFSET) : lit(-1L).as(InputTable.OFFSET),
      inPieces ? col(InputTable.PIECE) : struct(lit(0)).as(InputTable.PIECE),
      isKeyed ? col(InputTable.KEY) : lit(null).cast("long").as(InputTable.KEY)
    };
  }

  /**
   * The same of a row that was read without a plan of Spark's.
   *
   * @param at places of the values, negative ones of nulls
   * @param content place of what was there; the problem and the piece follow
   */
  Row selected(Row row, int[] at, int content) {
    Object[] values = new Object[at.length];
    for (int c = 0; c < at.length; c++) {
      values[c] = at[c] < 0 ? null : row.get(at[c]);
    }
    return RowFactory.create(
        RowFactory.create(values),
        row.get(content + 1),
        row.get(content),
        place,
        -1L,
        row.get(content + 2),
        null);
  }

  /** The rows that could be read. */
  Dataset<Row> valid(Dataset<Row> rows) {
    return hasProblems ? rows.filter(col(InputTable.PROBLEM).isNull()) : rows;
  }

  /** Whether a selected row could not be read. */
  boolean isInvalid(Row row) {
    return !row.isNullAt(PROBLEM);
  }

  /** The complaint of a selected row that could not be read. */
  InvalidLine invalid(Row row) {
    return invalid(row, row.getString(CONTENT), row.getString(PROBLEM));
  }

  /** A complaint about a selected row. */
  InvalidLine invalid(Row row, String text, String reason) {
    if (inPieces) {
      Row piece = row.getStruct(PIECE);
      String file = FilePieces.file(piece.getString(0), piece.getLong(1));
      return InvalidLine.of(file, Unit.ROW, piece.getLong(2), text, reason);
    }
    return inFiles
        ? InvalidLine.of(row.getString(FILE), Unit.BYTE, row.getLong(OFFSET), text, reason)
        : InvalidLine.of(place, Unit.ROW, 0, text, reason);
  }
}
