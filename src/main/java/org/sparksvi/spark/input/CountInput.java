package org.sparksvi.spark.input;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparksvi.data.CountRow;
import org.sparksvi.format.OnInvalid;

/**
 * Rows of counts that a reader delivers, with what is known about them.
 *
 * <p>A reader passes over its data once before it returns this, so the tally is complete and
 * problems have been met before anything is written. The rows are read again, and in no particular
 * order, whenever an action needs them; empty and invalid ones are not among them.
 */
public final class CountInput {
  private final JavaRDD<CountRow> rows;
  private final int columns;
  private final List<String> vocabulary;
  private final Tally tally;

  private CountInput(JavaRDD<CountRow> rows, int columns, List<String> vocabulary, Tally tally) {
    this.rows = rows;
    this.columns = columns;
    this.vocabulary = List.copyOf(vocabulary);
    this.tally = tally;
  }

  /** Input of readings that were counted; refuses what the policy does not allow. */
  static CountInput of(
      String place,
      JavaRDD<Reading<CountRow>> readings,
      Tally tally,
      int columns,
      List<String> vocabulary,
      OnInvalid policy) {
    refuseInvalid(tally, policy);
    if (tally.rows() == 0) {
      throw new InputException(
          place,
          "rows with a positive count must be at least 1, but are 0 (%d empty, %d invalid)"
              .formatted(tally.emptyRows(), tally.invalidRows()));
    }
    JavaRDD<CountRow> rows = readings.filter(Reading::hasRow).map(Reading::row);
    return new CountInput(rows, columns, vocabulary, tally);
  }

  static void refuseInvalid(Tally tally, OnInvalid policy) {
    if (policy == OnInvalid.FAIL && tally.invalidRows() > 0) {
      throw tally.firstInvalid().get(0).toException();
    }
  }

  /** Rows with a positive count; the key names the row wherever it is read again. */
  public JavaRDD<CountRow> rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** The word of every column; empty where the input has none. */
  public List<String> vocabulary() {
    return vocabulary;
  }

  /** What was counted. */
  public Tally tally() {
    return tally;
  }
}
