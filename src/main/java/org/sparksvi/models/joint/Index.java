package org.sparksvi.models.joint;

import org.sparksvi.autodiff.IndexLeaf;
import org.sparksvi.format.FormatException;

/** A whole number from 0 up for each row, such as the group it belongs to. */
public final class Index {
  private final String name;
  private final IndexLeaf leaf;
  private final int column;

  Index(String name, IndexLeaf leaf, int column) {
    this.name = name;
    this.leaf = leaf;
    this.column = column;
  }

  /** Numbers it may be, from 0. */
  public int size() {
    return leaf.size();
  }

  String name() {
    return name;
  }

  IndexLeaf leaf() {
    return leaf;
  }

  /** Sets the rows' numbers: values of its column, row-major with others. */
  void set(double[] values, int columns, long[] keys) {
    int rows = leaf.rows();
    int[] places = new int[rows];
    for (int r = 0; r < rows; r++) {
      double value = values[r * columns + column];
      if (!(value >= 0 && value < size()) || value != Math.rint(value)) {
        throw new FormatException(
            "row of key " + keys[r],
            "column '%s' must hold whole numbers from 0 to %d, but is %s"
                .formatted(name, size() - 1, value));
      }
      places[r] = (int) value;
    }
    leaf.set(places, 0);
  }
}
