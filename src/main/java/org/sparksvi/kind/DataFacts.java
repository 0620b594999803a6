package org.sparksvi.kind;

import java.util.Optional;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.ColumnRanges;
import org.sparksvi.data.RowForm;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Vocabulary;

/**
 * What a kind may know of the rows before a model of it is trained on them.
 *
 * @param place names the rows in messages
 * @param names the name of each column, such as a word
 * @param rows to train on
 * @param weight of all of them
 * @param units of observation in all of them, such as tokens
 * @param ranges of the columns of numbers, where the rows have just been read
 * @param form what files say of rows of numbers
 * @param again share of the earlier rows, in [0, 1], that are fitted once more beside these
 */
public record DataFacts(
    String place,
    Vocabulary names,
    long rows,
    double weight,
    double units,
    Optional<ColumnRanges> ranges,
    RowForm form,
    double again) {
  /** Parameters, target, sums with their resolution, what is in flight, and what is derived. */
  private static final int COPIES = 8;

  /** The least width of a column that varies: its square is a number. */
  private static final double LEAST_WIDTH = 1 / ValueRule.LARGEST;

  /** Number of columns. */
  public int columns() {
    return names.size();
  }

  /** Refuses fewer rows than a key asks for, and rows whose weights are all 0. */
  public void requireRows(int least, String key) {
    if (rows < least) {
      throw new FormatException(
          place,
          "there must be at least as many rows to train on as %s, %d, but there are %d"
              .formatted(key, least, rows));
    }
    if (!(weight > 0)) {
      throw new FormatException(
          place, "a row must have a positive weight, but all %d have the weight 0".formatted(rows));
    }
  }

  /** Refuses a column whose values are all missing. */
  public void requireValues() {
    forEachColumn(
        (range, c) -> {
          if (range.least(c) > range.largest(c)) {
            throw new FormatException(
                place,
                "column '%s' must have a value, but all are missing".formatted(names.word(c)));
          }
          double width = range.largest(c) - range.least(c);
          if (width > 0 && width < LEAST_WIDTH) {
            throw new FormatException(
                place,
                "the values of column '%s' must differ by at least %s, but are from %s to %s; give them in other units"
                    .formatted(names.word(c), LEAST_WIDTH, range.least(c), range.largest(c)));
          }
        });
  }

  /** Refuses a column that has not two different values. */
  public void requireVariance() {
    requireValues();
    forEachColumn(
        (range, c) -> {
          if (range.least(c) == range.largest(c)) {
            throw new FormatException(
                place,
                "column '%s' must vary, but is %s in %s"
                    .formatted(
                        names.word(c),
                        range.least(c),
                        rows == 1
                            ? "the only row"
                            : columns() == 1
                                ? "every row, and it is the only column"
                                : "every row; leave it out by input.columns"));
          }
        });
  }

  /** Refuses rows to train on that all have the same response. */
  public void requireResponsesVary() {
    ranges.ifPresent(
        range -> {
          if (range.leastResponse() == range.largestResponse()) {
            throw new FormatException(
                place,
                "responses must vary, but all are %s in %d rows"
                    .formatted(range.leastResponse(), rows));
          }
        });
  }

  /** Whether some column has two different values, as far as that is known. */
  public boolean varies() {
    boolean[] varies = {ranges.isEmpty()};
    forEachColumn((range, c) -> varies[0] |= range.least(c) < range.largest(c));
    return varies[0];
  }

  /** Visits the columns whose ranges are known; blocks of an earlier session passed before. */
  public void forEachColumn(Check check) {
    for (int c = 0; ranges.isPresent() && c < ranges.get().columns(); c++) {
      check.of(ranges.get(), c);
    }
  }

  /** A check of one column. */
  @FunctionalInterface
  public interface Check {
    void of(ColumnRanges ranges, int column);
  }

  /**
   * Refuses parameters of which the copies that a training holds do not fit the memory.
   *
   * @param numbers of one copy
   * @param what they are of, with the sizes
   */
  public static void requireFits(double numbers, String what) {
    double bytes = COPIES * Double.BYTES * numbers;
    double heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new ConfigurationException(
          "%s are %.3g numbers: %d copies of them take %.1f GB, but the driver has %.1f GB of memory"
              .formatted(what, numbers, COPIES, bytes * 1e-9, heap * 1e-9));
    }
  }
}
