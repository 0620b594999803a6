package org.sparksvi.rows;

import java.util.Optional;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.ColumnRanges;
import org.sparksvi.kind.Prepared;
import org.sparksvi.spark.input.InputException;

/** What rows of numbers must be for a model of them to be trained. */
public final class RowChecks {
  /** Parameters, target, sums with their resolution, what is in flight, and what is derived. */
  private static final int COPIES = 8;

  private final Prepared data;
  private final String path;

  /**
   * Of some data.
   *
   * @param path names them in messages
   */
  public RowChecks(Prepared data, String path) {
    this.data = data;
    this.path = path;
  }

  /** At least so many rows, the weights of which are not all 0. */
  public void requireRows(int least, String key) {
    long rows = data.training().totalRows();
    if (rows < least) {
      throw new InputException(
          path,
          "there must be at least as many rows to train on as %s, %d, but there are %d"
              .formatted(key, least, rows));
    }
    if (!(data.training().weight() > 0)) {
      throw new InputException(
          path, "a row must have a positive weight, but all %d have the weight 0".formatted(rows));
    }
  }

  /** Every column has a value that is not missing. */
  public void requireValues() {
    forEachColumn(
        (ranges, c) -> {
          if (ranges.least(c) > ranges.largest(c)) {
            throw new InputException(
                path, "column '%s' must have a value, but all are missing".formatted(name(c)));
          }
        });
  }

  /** Every column has two different values. */
  public void requireVariance() {
    requireValues();
    forEachColumn(
        (ranges, c) -> {
          if (ranges.least(c) == ranges.largest(c)) {
            throw new InputException(
                path,
                "column '%s' must vary, but is %s in every row; leave it out by input.columns"
                    .formatted(name(c), ranges.least(c)));
          }
        });
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

  private String name(int column) {
    return data.names().word(column);
  }

  private void forEachColumn(Check check) {
    Optional<ColumnRanges> ranges = data.ranges(); // blocks of an earlier session passed then
    for (int c = 0; ranges.isPresent() && c < ranges.get().columns(); c++) {
      check.of(ranges.get(), c);
    }
  }

  private interface Check {
    void of(ColumnRanges ranges, int column);
  }
}
