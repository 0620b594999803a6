package org.sparksvi.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How many lines were left out, and the first ten of them.
 *
 * <p>Adding up is independent of order and grouping, so that many readers may share the work. One
 * instance serves one task.
 */
public final class InvalidLines implements Serializable {
  /** How many lines are kept. */
  public static final int KEPT = 10;

  private static final long serialVersionUID = 1;

  private final ArrayList<InvalidLine> first = new ArrayList<>(); // ascending
  private long count;

  /** A report of so many lines, of which some are known; reads the list. */
  public static InvalidLines of(long count, List<InvalidLine> known) {
    InvalidLines lines = new InvalidLines();
    lines.count = count;
    known.forEach(lines::keep);
    return lines;
  }

  /** Counts a line, and keeps it where it is among the first. */
  public void add(InvalidLine line) {
    count++;
    keep(line);
  }

  /** Counts all lines of another report, which it reads. */
  public void addAll(InvalidLines other) {
    count += other.count;
    for (InvalidLine line : List.copyOf(other.first)) {
      keep(line);
    }
  }

  /** Number of lines left out. */
  public long count() {
    return count;
  }

  /** The first of them, by file and position; at most {@link #KEPT}. */
  public List<InvalidLine> first() {
    return List.copyOf(first);
  }

  /** The same report with every line that is kept said in another way. */
  public InvalidLines map(UnaryOperator<InvalidLine> change) {
    InvalidLines mapped = new InvalidLines();
    mapped.count = count;
    first.forEach(line -> mapped.keep(change.apply(line)));
    return mapped;
  }

  private void keep(InvalidLine line) {
    if (first.size() == KEPT && first.get(KEPT - 1).compareTo(line) <= 0) {
      return;
    }
    int at = Collections.binarySearch(first, line);
    first.add(at < 0 ? -at - 1 : at, line);
    if (first.size() > KEPT) {
      first.remove(KEPT);
    }
  }
}
