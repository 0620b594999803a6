package org.sparksvi.format;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A line that was not acceptable, and why.
 *
 * @param unit what {@code position} counts
 * @param position the line's or row's number from 1, or the offset of its first byte
 * @param text the line, cut to 80 characters, those that do not print escaped
 * @param reason quantity, rule and value
 */
public record InvalidLine(String file, Unit unit, long position, String text, String reason)
    implements Comparable<InvalidLine>, Serializable {

  private static final Comparator<InvalidLine> ORDER =
      Comparator.comparing(InvalidLine::file)
          .thenComparingLong(InvalidLine::position)
          .thenComparing(InvalidLine::unit)
          .thenComparing(InvalidLine::reason)
          .thenComparing(InvalidLine::text);

  /** What a position counts. */
  public enum Unit {
    /** Lines, from 1. */
    LINE,
    /** Bytes, from 0. */
    BYTE,
    /** Rows of a table in a file, from 1; 0 where the table has no order. */
    ROW
  }

  /** The line of bytes {@code from} to {@code to}, known by its number. */
  public static InvalidLine atLine(
      String file, long number, byte[] line, int from, int to, String reason) {
    return new InvalidLine(file, Unit.LINE, number, Quote.cut(line, from, to), reason);
  }

  /** A row of a table, or the line of a text; cuts the text. */
  public static InvalidLine of(String file, Unit unit, long position, String text, String reason) {
    return new InvalidLine(file, unit, position, Quote.cut(text), reason);
  }

  /** The line of bytes {@code from} to {@code to}, known by the offset of its first byte. */
  public static InvalidLine atByte(
      String file, long offset, byte[] line, int from, int to, String reason) {
    return new InvalidLine(file, Unit.BYTE, offset, Quote.cut(line, from, to), reason);
  }

  /** The file, and where in it. */
  public String place() {
    return switch (unit) {
      case LINE -> file + ", line " + position;
      case BYTE -> file + ", byte " + position;
      case ROW -> position == 0 ? file : file + ", row " + position;
    };
  }

  /** The same as an exception. */
  public FormatException toException() {
    return new FormatException(place(), problem());
  }

  /** By file, then position. */
  @Override
  public int compareTo(InvalidLine other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place() + ": " + problem();
  }

  /** What is wrong with the line, and what it holds. */
  public String problem() {
    return reason + ", in \"" + text + '"';
  }
}
