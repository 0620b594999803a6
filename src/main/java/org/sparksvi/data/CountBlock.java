package org.sparksvi.data;

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
  private final SparseEntries entries;

  /** Keeps the arrays, which must describe ascending, non-repeating columns in every row. */
  public CountBlock(
      int id, int columns, long[] keys, int[] start, int[] distinct, int[] place, double[] counts) {
    this(id, columns, keys, new SparseEntries(start, distinct, place, counts));
  }

  private CountBlock(int id, int columns, long[] keys, SparseEntries entries) {
    entries.check(
        id,
        keys.length,
        columns,
        "counts",
        n -> n > 0 && n < Double.POSITIVE_INFINITY,
        "positive values");
    this.id = id;
    this.columns = columns;
    this.keys = keys;
    this.entries = entries;
  }

  /** Builds one block; copies the rows. */
  public static CountBlock of(int id, int columns, List<DataRow> rows) {
    long[] keys = rows.stream().mapToLong(DataRow::key).toArray();
    return new CountBlock(id, columns, keys, SparseEntries.of(rows));
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
    for (double count : entries.values()) {
      units += count;
    }
    return units;
  }

  @Override
  public CountBlock single(int row, int id) {
    return new CountBlock(id, columns, new long[] {keys[row]}, entries.single(row));
  }

  @Override
  public DataRow row(int row) {
    SparseEntries own = entries.single(row);
    return DataRow.counts(keys[row], own.distinct(), own.values());
  }

  @Override
  public String text(int row) {
    return entries.text(row);
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
    return entries.start();
  }

  /** The columns that occur, ascending. */
  public int[] distinct() {
    return entries.distinct();
  }

  /** Index into {@link #distinct()} of every entry. */
  public int[] place() {
    return entries.place();
  }

  /** Count of every entry. */
  public double[] counts() {
    return entries.values();
  }

  /** The same arrays together. */
  public SparseEntries entries() {
    return entries;
  }
}
