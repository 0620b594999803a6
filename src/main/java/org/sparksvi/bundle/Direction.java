package org.sparksvi.bundle;

import java.util.Arrays;

/**
 * Additive quantities over a layout: the statistics that blocks add up, a gradient, or the target
 * that a model makes of them.
 *
 * <p>Dense fields hold a value for every coordinate. A row-sparse field holds its touched rows and,
 * where it is a target, a background of one number a row:
 *
 * <pre>
 *   value[r, c] = background[r] + (touched[r, c] if r was touched, else 0)
 * </pre>
 */
public final class Direction {
  private final Layout layout;
  private final double[][] dense; // by field; null where row-sparse
  private final Rows[] rows; // by field; null where dense
  private final double[][] background; // by field; one number a row; null where zero

  public Direction(Layout layout) {
    this.layout = layout;
    int fields = layout.count();
    dense = new double[fields][];
    rows = new Rows[fields];
    background = new double[fields][];
    for (int f = 0; f < fields; f++) {
      Field field = layout.field(f);
      if (field.rowSparse()) {
        rows[f] = new Rows(field.columns());
      } else {
        dense[f] = new double[field.size()];
      }
    }
  }

  public Layout layout() {
    return layout;
  }

  /** Values of a dense field, row-major; the live array. */
  public double[] values(String field) {
    return values(layout.index(field));
  }

  /** Values of a dense field, row-major; the live array. */
  public double[] values(int field) {
    if (dense[field] == null) {
      throw new IllegalArgumentException(
          "field '%s' is row-sparse; it has rows, not values"
              .formatted(layout.field(field).name()));
    }
    return dense[field];
  }

  /** Touched rows of a row-sparse field; live. */
  public Rows rows(String field) {
    return rows(layout.index(field));
  }

  /** Touched rows of a row-sparse field; live. */
  public Rows rows(int field) {
    if (rows[field] == null) {
      throw new IllegalArgumentException(
          "field '%s' is dense; it has values, not rows".formatted(layout.field(field).name()));
    }
    return rows[field];
  }

  /** Background of a row-sparse field, one number a row; the live array, zero until written. */
  public double[] background(String field) {
    int f = layout.index(field);
    if (background[f] == null) {
      if (rows[f] == null) {
        throw new IllegalArgumentException(
            "field '%s' is dense; it has no background".formatted(field));
      }
      background[f] = new double[layout.field(f).rows()];
    }
    return background[f];
  }

  double backgroundAt(int field, int row) {
    return background[field] == null ? 0 : background[field][row];
  }

  /** Multiplies everything. */
  public void scale(double factor) {
    for (int f = 0; f < dense.length; f++) {
      multiply(dense[f], factor);
      multiply(background[f], factor);
      if (rows[f] != null) {
        rows[f].scale(factor);
      }
    }
  }

  /**
   * Index, row-major, of the first value of a field that is not finite, or -1. Touched rows come
   * before the background, whose values count as those of column 0.
   */
  public long firstNonFinite(int field) {
    int columns = layout.field(field).columns();
    if (dense[field] != null) {
      return firstNonFinite(dense[field], dense[field].length);
    }
    int touched = firstNonFinite(rows[field].values(), rows[field].count() * columns);
    if (touched >= 0) {
      return (long) rows[field].row(touched / columns) * columns + touched % columns;
    }
    int row =
        background[field] == null
            ? -1
            : firstNonFinite(background[field], background[field].length);
    return row < 0 ? -1 : (long) row * columns;
  }

  private static int firstNonFinite(double[] values, int n) {
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Sets everything to zero and forgets the touched rows; keeps the memory. */
  public void clear() {
    for (int f = 0; f < dense.length; f++) {
      if (dense[f] != null) {
        Arrays.fill(dense[f], 0);
      } else {
        rows[f].clear();
        background[f] = null;
      }
    }
  }

  private static void multiply(double[] values, double factor) {
    if (values != null) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
    }
  }
}
