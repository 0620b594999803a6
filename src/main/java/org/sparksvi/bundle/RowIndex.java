package org.sparksvi.bundle;

import java.util.Arrays;

/**
 * Maps row numbers to consecutive slots in the order of first use.
 *
 * <p>Open addressing on int arrays: no boxing, at most half full.
 */
public final class RowIndex {
  private static final int SMALLEST = 16;
  private static final int FREE = -1;

  private int[] table; // slot or FREE, by hash; a power of two long
  private int[] rows; // row number of each slot
  private int count;

  public RowIndex() {
    table = new int[SMALLEST];
    Arrays.fill(table, FREE);
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
    int at = find(row);
    if (table[at] != FREE) {
      return table[at];
    }
    if (count == rows.length) {
      grow();
      at = find(row);
    }
    table[at] = count;
    rows[count] = row;
    return count++;
  }

  /** Forgets all rows, keeps the memory. */
  public void clear() {
    if (count > 0) {
      Arrays.fill(table, FREE);
      count = 0;
    }
  }

  /** Place of a row in the table, or the free place where it belongs. */
  private int find(int row) {
    int mask = table.length - 1;
    int at = hash(row) & mask;
    while (table[at] != FREE && rows[table[at]] != row) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, FREE);
    rows = Arrays.copyOf(rows, rows.length * 2);
    for (int slot = 0; slot < count; slot++) {
      table[find(rows[slot])] = slot;
    }
  }

  private static int hash(int row) {
    int h = row * 0x9E3779B9;
    return h ^ (h >>> 16);
  }
}
