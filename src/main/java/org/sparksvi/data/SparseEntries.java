package org.sparksvi.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * The entries of the sparse rows of a block, with the block's own dictionary of columns. The arrays
 * are live; nobody writes to them.
 *
 * @param start rows + 1: where each row's entries begin, and the end of the last
 * @param distinct the columns that occur, ascending
 * @param place entries: index into {@code distinct}, ascending within a row
 * @param values entries
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SparseEntries(int[] start, int[] distinct, int[] place, double[] values) {

  /** The entries of some sparse rows; copies them. */
  static SparseEntries of(List<DataRow> rows) {
    int entries = rows.stream().mapToInt(DataRow::size).sum();
    int[] start = new int[rows.size() + 1];
    int[] columns = new int[entries];
    double[] values = new double[entries];
    int at = 0;
    for (int r = 0; r < rows.size(); r++) {
      DataRow row = rows.get(r);
      for (int i = 0; i < row.size(); i++) {
        columns[at] = row.column(i);
        values[at++] = row.value(i);
      }
      start[r + 1] = at;
    }
    int[] distinct = distinct(columns);
    for (int i = 0; i < entries; i++) {
      columns[i] = Arrays.binarySearch(distinct, columns[i]);
    }
    return new SparseEntries(start, distinct, columns, values);
  }

  /** The entries of a row alone. */
  SparseEntries single(int row) {
    return some(row, row + 1);
  }

  /** The first entries of a row, with their columns. */
  String text(int row) {
    SparseEntries own = single(row);
    return DataRow.unchecked(row, own.distinct, own.values, 1, RowRoles.NONE).toString();
  }

  /** The entries of consecutive rows. */
  SparseEntries some(int from, int to) {
    int first = start[from];
    int[] starts = Arrays.copyOfRange(start, from, to + 1);
    for (int r = 0; r < starts.length; r++) {
      starts[r] -= first;
    }
    int[] columns = new int[start[to] - first];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = distinct[place[first + i]];
    }
    int[] used = distinct(columns);
    int[] places = new int[columns.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = Arrays.binarySearch(used, columns[i]);
    }
    return new SparseEntries(starts, used, places, Arrays.copyOfRange(values, first, start[to]));
  }

  private static int[] distinct(int[] columns) {
    int[] sorted = columns.clone();
    Arrays.sort(sorted);
    int size = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[size++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, size);
  }

  /**
   * Refuses arrays that are not what their names say.
   *
   * @param block its id, for messages
   * @param rows of the block
   * @param columns of the data set
   * @param name of the values, for messages
   * @param accepts whether a value may be
   * @param rule what values must be, for messages
   */
  void check(int block, int rows, int columns, String name, DoublePredicate accepts, String rule) {
    require(start.length == rows + 1, block, "start", "one more value than rows");
    require(start[0] == 0 && start[rows] == place.length, block, "start", "all entries");
    require(place.length == values.length, block, name, "one value an entry");
    for (int d = 0; d < distinct.length; d++) {
      if (distinct[d] < 0 || distinct[d] >= columns || (d > 0 && distinct[d] <= distinct[d - 1])) {
        require(false, block, "distinct", "ascending columns below " + columns);
      }
    }
    for (int row = 0; row < rows; row++) {
      require(start[row] <= start[row + 1], block, "start", "ascending values");
      for (int i = start[row]; i < start[row + 1]; i++) {
        require(
            place[i] >= 0
                && place[i] < distinct.length
                && (i == start[row] || place[i] > place[i - 1]),
            block,
            "place",
            "ascending places in every row");
        require(accepts.test(values[i]), block, name, rule);
      }
    }
  }

  private static void require(boolean holds, int block, String array, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "array '%s' of block %d must have %s".formatted(array, block, rule));
    }
  }
}
