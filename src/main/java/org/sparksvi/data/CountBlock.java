package org.sparksvi.data;

import java.util.Arrays;
import java.util.List;

/**
 * Sparse rows of counts with the block's own dictionary: the distinct columns, and for every entry
 * its place among them.
 *
 * <p>Accessors return the live arrays; nobody writes to them.
 */
public final class CountBlock implements Block {
  private final int id;
  private final int columns;
  private final long[] keys; // rows
  private final int[] start; // rows + 1: where a row's entries begin
  private final int[] distinct; // columns that occur, ascending
  private final int[] place; // entries: index into distinct, ascending within a row
  private final double[] counts; // entries

  /** Keeps the arrays, which must describe ascending, non-repeating columns in every row. */
  public CountBlock(
      int id, int columns, long[] keys, int[] start, int[] distinct, int[] place, double[] counts) {
    check(id, columns, keys, start, distinct, place, counts);
    this.id = id;
    this.columns = columns;
    this.keys = keys;
    this.start = start;
    this.distinct = distinct;
    this.place = place;
    this.counts = counts;
  }

  private static void check(
      int id, int columns, long[] keys, int[] start, int[] distinct, int[] place, double[] n) {
    require(start.length == keys.length + 1, id, "start", "one more value than rows");
    require(start[0] == 0 && start[keys.length] == place.length, id, "start", "all entries");
    require(place.length == n.length, id, "counts", "one value an entry");
    for (int d = 0; d < distinct.length; d++) {
      require(
          distinct[d] >= 0 && distinct[d] < columns && (d == 0 || distinct[d] > distinct[d - 1]),
          id,
          "distinct",
          "ascending columns below " + columns);
    }
    for (int row = 0; row < keys.length; row++) {
      require(start[row] <= start[row + 1], id, "start", "ascending values");
      for (int i = start[row]; i < start[row + 1]; i++) {
        require(
            place[i] >= 0
                && place[i] < distinct.length
                && (i == start[row] || place[i] > place[i - 1]),
            id,
            "place",
            "ascending places in every row");
        require(n[i] > 0 && n[i] < Double.POSITIVE_INFINITY, id, "counts", "positive values");
      }
    }
  }

  private static void require(boolean holds, int id, String array, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "array '%s' of block %d must have %s".formatted(array, id, rule));
    }
  }

  /** Builds one block; copies the rows. */
  public static CountBlock of(int id, int columns, List<CountRow> rows) {
    int entries = rows.stream().mapToInt(CountRow::size).sum();
    long[] keys = new long[rows.size()];
    int[] start = new int[rows.size() + 1];
    int[] place = new int[entries];
    double[] counts = new double[entries];
    int at = 0;
    for (int r = 0; r < rows.size(); r++) {
      CountRow row = rows.get(r);
      keys[r] = row.key();
      for (int i = 0; i < row.size(); i++) {
        place[at] = row.column(i);
        counts[at++] = row.count(i);
      }
      start[r + 1] = at;
    }
    int[] distinct = Arrays.stream(place).sorted().distinct().toArray();
    for (int i = 0; i < entries; i++) {
      place[i] = Arrays.binarySearch(distinct, place[i]);
    }
    return new CountBlock(id, columns, keys, start, distinct, place, counts);
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public int rows() {
    return keys.length;
  }

  @Override
  public double units() {
    double units = 0;
    for (double count : counts) {
      units += count;
    }
    return units;
  }

  /** Number of columns of the data set, not only of those that occur here. */
  public int columns() {
    return columns;
  }

  public long key(int row) {
    return keys[row];
  }

  /** Where each row's entries begin, and the end of the last. */
  public int[] start() {
    return start;
  }

  /** The columns that occur, ascending. */
  public int[] distinct() {
    return distinct;
  }

  /** Index into {@link #distinct()} of every entry. */
  public int[] place() {
    return place;
  }

  /** Count of every entry. */
  public double[] counts() {
    return counts;
  }
}
