package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sparksvi.data.ColumnRanges;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.InvalidLines;

/**
 * What was met while reading an input, beside its rows.
 *
 * <p>Tallies travel with the rows through the shuffle, so retried and speculative tasks do not
 * count twice. Adding them up does not depend on their order.
 */
public final class IngestTally implements Serializable {
  private static final long serialVersionUID = 1L;

  private InvalidLines invalid = new InvalidLines();
  private long rows;
  private long entries;
  private long emptyRows;
  private double unseenTokens;
  private long repeatedRows;
  private ColumnRanges ranges; // null before the first row of numbers to train on
  private CellCounts cells; // null where no column was left out as one of texts
  private InvalidLine damage; // the first place where the file could not be read on

  public void addRows(long more) {
    rows += more;
  }

  public void addEntry() {
    entries++;
  }

  public void addEmptyRows(long more) {
    emptyRows += more;
  }

  public void addUnseenTokens(double tokens) {
    unseenTokens += tokens;
  }

  /** Counts rows whose key an earlier one has. */
  public void addRepeatedRows(long more) {
    repeatedRows += more;
  }

  public void addInvalid(InvalidLine line) {
    invalid.add(line);
  }

  /** Remembers where a file could not be read on; the first place counts. */
  public void addDamage(InvalidLine place) {
    if (damage == null || place.compareTo(damage) < 0) {
      damage = place;
    }
  }

  public void add(IngestTally other) {
    invalid.addAll(other.invalid);
    rows += other.rows;
    entries += other.entries;
    emptyRows += other.emptyRows;
    unseenTokens += other.unseenTokens;
    repeatedRows += other.repeatedRows;
    if (other.ranges != null) {
      ranges().add(other.ranges);
    }
    if (other.cells != null) {
      cells(other.cells.columns()).add(other.cells);
    }
    if (other.damage != null) {
      addDamage(other.damage);
    }
  }

  /** The same, with the places of invalid lines said in another way. */
  IngestTally withPlaces(UnaryOperator<InvalidLine> place) {
    IngestTally same = new IngestTally();
    same.add(this);
    same.invalid = invalid.map(place);
    return same;
  }

  /** Lines or rows that were not acceptable. */
  public InvalidLines invalid() {
    return invalid;
  }

  /** Rows that were delivered. */
  public long rows() {
    return rows;
  }

  /** Entry lines that were read, valid or not. */
  public long entries() {
    return entries;
  }

  /** Rows without any count; they are not delivered. */
  public long emptyRows() {
    return emptyRows;
  }

  /** Tokens that the vocabulary does not have; they are left out. */
  public double unseenTokens() {
    return unseenTokens;
  }

  /** Rows whose key an earlier one has, such as equal rows of a table. */
  public long repeatedRows() {
    return repeatedRows;
  }

  public Optional<InvalidLine> damage() {
    return Optional.ofNullable(damage);
  }

  /** Kinds of the cells of columns that were left out as texts; live. */
  CellCounts cells(int columns) {
    if (cells == null) {
      cells = new CellCounts(columns);
    }
    return cells;
  }

  /** Ranges of the columns of rows to train on; live. */
  public ColumnRanges ranges() {
    if (ranges == null) {
      ranges = new ColumnRanges();
    }
    return ranges;
  }

  /** Ranges of the columns of rows to train on, where rows are numbers. */
  public Optional<ColumnRanges> columnRanges() {
    return Optional.ofNullable(ranges);
  }
}
