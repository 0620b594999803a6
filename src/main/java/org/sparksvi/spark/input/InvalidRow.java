package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.Comparator;
import org.sparksvi.format.InvalidLine;

/**
 * A row that was not acceptable, and why.
 *
 * <p>The order is by place, position, reason and text, so that the first of many are the same ones
 * wherever they were found. Not a record: Kryo 4, which a session may be set to, cannot read those.
 */
public final class InvalidRow implements Comparable<InvalidRow>, Serializable {
  private static final long serialVersionUID = 1;
  private static final int CHARACTERS = 80;
  private static final Comparator<InvalidRow> ORDER =
      Comparator.comparing(InvalidRow::file)
          .thenComparing(row -> row.piece)
          .thenComparingLong(row -> row.start)
          .thenComparingLong(row -> row.position)
          .thenComparing(InvalidRow::reason)
          .thenComparing(InvalidRow::text);

  private final String file;
  private final InvalidLine.Unit unit;
  private final String piece; // path of the file that a row of a table is in, until it has a number
  private final long start; // byte of that file where the piece begins that the row was read in
  private final long position; // of the first byte; or a row's number from 1, 0 where it has none
  private final String text;
  private final String reason;

  private InvalidRow(
      String file,
      InvalidLine.Unit unit,
      String piece,
      long start,
      long position,
      String text,
      String reason) {
    this.file = file;
    this.unit = unit;
    this.piece = piece;
    this.start = start;
    this.position = position;
    this.text = cut(text);
    this.reason = reason;
  }

  /** A row of a table, known by its content only: tables have no order. */
  static InvalidRow inTable(String place, String text, String reason) {
    return new InvalidRow(place, InvalidLine.Unit.ROW, "", 0, 0, text, reason);
  }

  /** A line of a file, known by the offset of its first byte in the uncompressed text. */
  static InvalidRow inFile(String file, long offset, String text, String reason) {
    return new InvalidRow(file, InvalidLine.Unit.BYTE, "", 0, offset, text, reason);
  }

  /** A row of a table in files, known by its place among the rows that a task read. */
  static InvalidRow inPiece(
      String place, String piece, long start, long id, String text, String reason) {
    return new InvalidRow(place, InvalidLine.Unit.ROW, piece, start, id, text, reason);
  }

  /** The same with its number in its file. */
  InvalidRow numbered(FilePieces pieces) {
    return new InvalidRow(
        pieces.name(file, piece), unit, "", 0, pieces.number(piece, start, position), text, reason);
  }

  /** The file, and the byte or row in it, where that is known. */
  public String place() {
    return toLine().place();
  }

  /** The row's content, cut to 80 characters, those that do not print escaped. */
  public String text() {
    return text;
  }

  /** Quantity, rule and value. */
  public String reason() {
    return reason;
  }

  /** The same as a line of a file, or as a row without a place. */
  public InvalidLine toLine() {
    return new InvalidLine(file, unit, position, text, reason);
  }

  /** The same as an exception. */
  public InputException toException() {
    return new InputException(place(), problem());
  }

  @Override
  public int compareTo(InvalidRow other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InvalidRow row && compareTo(row) == 0;
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return place() + ": " + problem();
  }

  private String file() {
    return file;
  }

  private String problem() {
    return reason + ", in \"" + text + '"';
  }

  private static String cut(String text) {
    StringBuilder out = new StringBuilder();
    int end = Math.min(text.length(), CHARACTERS);
    text.substring(0, end)
        .codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return end < text.length() ? out.append('…').toString() : out.toString();
  }
}
