package org.sparksvi.bundle;

import java.util.Arrays;

/**
 * Maps row numbers to consecutive slots in the order of first use.
 *
 * <p>Where there are few rows altogether, a table has a place for each of them. Otherwise it is a
 * hash table with open addressing, at most half full. Either is an int array: no boxing.
 */
public final class RowIndex {
  /** Most rows that have a place each: half a megabyte. */
  static final int MOST_PLACES = 1 << 17;

  private static final int SMALLEST = 16;

  private final boolean placed;
  private int[] table; // slot + 1, or 0 where free; by row, or by hash and a power of two long
  private int[] rows; // row number of each slot
  private int count;

  /**
   * An index without any row.
   *
   * @param bound above every row number; none is negative
   */
  public RowIndex(int bound) {
    placed = bound <= MOST_PLACES;
    table = new int[placed ? bound : SMALLEST];
    rows = new int[SMALLEST / 2];
  }

  /** Number of slots in use. */
  public int count() {
    return count;
  }

  /** Row number of a slot. */
  public int row(int slot) {
    return rows[slot];
  }

  /** Row numbers by slot; the live array, which may be longer than there are slots. */
  public int[] rows() {
    return rows;
  }

  /** Slot of a row; a new one at the end if the row has none. */
  public int slot(int row) {
    int at = placed ? row : find(row);
    if (table[at] != 0) {
      return table[at] - 1;
    }
    if (count == rows.length) {
      grow();
      at = placed ? row : find(row);
    }
    rows[count] = row;
    table[at] = ++count;
    return count - 1;
  }

  /** Forgets all rows, keeps the memory. */
  public void clear() {
    if (placed) {
      for (int slot = 0; slot < count; slot++) {
        table[rows[slot]] = 0;
      }
    } else if (count > 0) {
      Arrays.fill(table, 0);
    }
    count = 0;
  }

  /** Place of a row in the hash table, or the free place where it belongs. */
  private int find(int row) {
    int mask = table.length - 1;
    int at = hash(row) & mask;
    while (table[at] != 0 && rows[table[at] - 1] != row) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    rows = Arrays.copyOf(rows, rows.length * 2);
    if (!placed) {
      table = new int[table.length * 2];
      for (int slot = 0; slot < count; slot++) {
        table[find(rows[slot])] = slot + 1;
      }
    }
  }

  private static int hash(int row) {
    int h = row * 0x9E3779B9;
    return h ^ (h >>> 16);
  }
}
