package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/**
 * What a pass over the input counted: rows, empty ones, invalid ones and tokens outside the
 * vocabulary.
 *
 * <p>Every partition's tally is the result of its task, and Spark takes one result a partition
 * however often the task was tried: the numbers are exact, which accumulators in transformations
 * are not. Adding up is independent of order and grouping.
 */
public final class Tally implements Serializable {
  /** How many invalid rows are kept. */
  public static final int KEPT = 10;

  private static final long serialVersionUID = 1;

  private final ArrayList<InvalidRow> first = new ArrayList<>(); // ascending
  private final TreeMap<Integer, Long> widths = new TreeMap<>(); // valid rows by width
  private long rows;
  private long empty;
  private long invalid;
  private long unseen;

  Tally() {}

  /** Counts all readings of a table, as one job; invalid rows of files take another. */
  static <R extends Serializable> Tally of(JavaRDD<Reading<R>> readings, Table table) {
    Tally total = new Tally();
    for (Tally part : readings.mapPartitions(Tally::ofPartition).collect()) {
      total.addAll(part);
    }
    if (total.invalid > 0 && table.has(Table.PIECE)) {
      FilePieces pieces = FilePieces.of(table);
      total.first.replaceAll(row -> row.numbered(pieces));
    }
    return total;
  }

  private static Iterator<Tally> ofPartition(Iterator<? extends Reading<?>> readings) {
    Tally tally = new Tally();
    readings.forEachRemaining(tally::add);
    return List.of(tally).iterator();
  }

  void add(Reading<?> reading) {
    if (reading.isInvalid()) {
      invalid++;
      keep(reading.invalid());
      return;
    }
    if (reading.hasRow()) {
      rows++;
    } else {
      empty++;
    }
    unseen += reading.unseen();
    widths.merge(reading.width(), 1L, Long::sum);
  }

  void addAll(Tally other) {
    rows += other.rows;
    empty += other.empty;
    invalid += other.invalid;
    unseen += other.unseen;
    other.first.forEach(this::keep);
    other.widths.forEach((width, n) -> widths.merge(width, n, Long::sum));
  }

  private void keep(InvalidRow row) {
    if (first.size() == KEPT && first.get(KEPT - 1).compareTo(row) <= 0) {
      return;
    }
    int at = Collections.binarySearch(first, row);
    first.add(at < 0 ? -at - 1 : at, row);
    if (first.size() > KEPT) {
      first.remove(KEPT);
    }
  }

  /** Rows that are delivered; of counts, those with a positive one. */
  public long rows() {
    return rows;
  }

  /** Valid rows without a positive count, which are left out. */
  public long emptyRows() {
    return empty;
  }

  /** Rows that were not acceptable, which are left out. */
  public long invalidRows() {
    return invalid;
  }

  /** The first invalid rows by file, position and content; at most {@link #KEPT}. */
  public List<InvalidRow> firstInvalid() {
    return List.copyOf(first);
  }

  /** Tokens outside the vocabulary, in all valid rows. */
  public long unseenTokens() {
    return unseen;
  }

  /** Whether valid rows are of one width at most. */
  boolean isOneWidth() {
    return widths.size() <= 1;
  }

  /** The width that most rows have, the larger of equally frequent ones; 0 without rows. */
  int commonWidth() {
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
}
