package org.sparksvi.numeric;

/**
 * A matrix seen in a flat array: where it begins, its size, and how far apart its rows are.
 *
 * <pre>
 *   element (i, j) = values[from + i · stride + j]      i &lt; rows, j &lt; columns
 * </pre>
 *
 * <p>A transposed panel is the transpose of what is stored; {@code rows} and {@code columns} are
 * those of the storage.
 *
 * @param values live
 */
@SuppressWarnings("ArrayRecordComponent") // a view of an array, compared by nobody
public record Panel(
    double[] values, int from, int rows, int columns, int stride, boolean transposed) {

  public Panel {
    boolean sized = rows >= 1 && columns >= 1 && stride >= columns && from >= 0;
    if (!sized || from + (rows - 1L) * stride + columns > values.length) {
      throw new IllegalArgumentException(
          "a panel of %d x %d with rows %d apart from %d on must lie in its array, which has %d values"
              .formatted(rows, columns, stride, from, values.length));
    }
  }

  /** The first rows · columns values of an array, row-major. */
  public static Panel of(double[] values, int rows, int columns) {
    return new Panel(values, 0, rows, columns, columns, false);
  }

  /** Consecutive rows, row-major, from an offset on. */
  public static Panel of(double[] values, int from, int rows, int columns) {
    return new Panel(values, from, rows, columns, columns, false);
  }

  /** The same storage without its first rows. */
  public Panel from(int row) {
    return new Panel(values, from + row * stride, rows - row, columns, stride, transposed);
  }

  /** The transpose, of the same storage. */
  public Panel transpose() {
    return new Panel(values, from, rows, columns, stride, !transposed);
  }

  int height() {
    return transposed ? columns : rows;
  }

  int width() {
    return transposed ? rows : columns;
  }

  /** Elements from the first to the last, those between the rows included. */
  int span() {
    return (rows - 1) * stride + columns;
  }

  @Override
  public String toString() {
    return "%d x %d".formatted(height(), width());
  }
}
