package org.sparksvi.bundle;

import java.util.Arrays;

/**
 * Additive quantities over a layout: the statistics that blocks add up, a gradient, or the target
 * that a model makes of them.
 *
 * <p>Dense fields hold a value for every coordinate, of the field's precision. A row-sparse field
 * holds its touched rows and, where it is a target, a background of one number per row:
 *
 * <pre>
 *   value[r, c] = background[r] + (touched[r, c] if r was touched, else 0)
 * </pre>
 */
public final class Direction {
  private final Layout layout;
  private final double[][] dense; // by field; null where row-sparse or single
  private final float[][] singles; // by field; null where double
  private final TouchedRows[] rows; // by field; null where dense
  private final double[][] background; // by field; one number per row; null where zero

  public Direction(Layout layout) {
    this.layout = layout;
    int fields = layout.count();
    dense = new double[fields][];
    singles = new float[fields][];
    rows = new TouchedRows[fields];
    background = new double[fields][];
    for (int f = 0; f < fields; f++) {
      Field field = layout.field(f);
      if (field.rowSparse()) {
        rows[f] = new TouchedRows(field.rows(), field.columns());
      } else if (field.single()) {
        singles[f] = new float[field.size()];
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
      String has =
          rows[field] == null ? "of single precision; it has singles" : "row-sparse; it has rows";
      throw new IllegalArgumentException(
          "field '%s' is %s, not values".formatted(layout.field(field).name(), has));
    }
    return dense[field];
  }

  /** Values of a field of single precision, row-major; the live array. */
  public float[] singles(String field) {
    return singles(layout.index(field));
  }

  /** Values of a field of single precision, row-major; the live array. */
  public float[] singles(int field) {
    if (singles[field] == null) {
      throw new IllegalArgumentException(
          "field '%s' is of double precision; it has no singles"
              .formatted(layout.field(field).name()));
    }
    return singles[field];
  }

  /** As {@link #take(int, Direction)}. */
  public void take(String field, Direction from) {
    take(layout.index(field), from);
  }

  /**
   * Takes over the values of a dense field, in exchange for those here: arrays change hands, no
   * value is copied.
   *
   * @param from a direction over the same layout
   */
  public void take(int field, Direction from) {
    Field mine = layout.field(field);
    if (mine.rowSparse() || !mine.equals(from.layout.field(field))) {
      throw new IllegalArgumentException(
          "field '%s' must be dense and the same on both sides to change hands, but is %s and %s"
              .formatted(mine.name(), mine, from.layout.field(field)));
    }
    double[] values = dense[field];
    dense[field] = from.dense[field];
    from.dense[field] = values;
    float[] floats = singles[field];
    singles[field] = from.singles[field];
    from.singles[field] = floats;
  }

  /** Adds a field of another direction, of the same shape, rows in their order there. */
  public void add(int field, Direction from, int other) {
    if (rows[field] != null) {
      rows[field].add(from.rows[other]);
    } else if (dense[field] != null) {
      double[] values = from.values(other);
      for (int i = 0; i < values.length; i++) {
        dense[field][i] += values[i];
      }
    } else {
      float[] values = from.singles(other);
      for (int i = 0; i < values.length; i++) {
        singles[field][i] += values[i];
      }
    }
  }

  /** Touched rows of a row-sparse field; live. */
  public TouchedRows rows(String field) {
    return rows(layout.index(field));
  }

  /** Touched rows of a row-sparse field; live. */
  public TouchedRows rows(int field) {
    if (rows[field] == null) {
      throw new IllegalArgumentException(
          "field '%s' is dense; it has values, not rows".formatted(layout.field(field).name()));
    }
    return rows[field];
  }

  /** Background of a row-sparse field, one number per row; the live array, zero until written. */
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
      multiply(singles[f], (float) factor);
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
    if (singles[field] != null) {
      return firstNonFinite(singles[field]);
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

  private static int firstNonFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Sets everything to zero and forgets the touched rows; keeps the memory. */
  public void clear() {
    for (int f = 0; f < dense.length; f++) {
      clear(f);
    }
  }

  /** Sets a field to zero and forgets its touched rows; keeps the memory. */
  public void clear(int field) {
    if (dense[field] != null) {
      Arrays.fill(dense[field], 0);
    } else if (singles[field] != null) {
      Arrays.fill(singles[field], 0);
    } else {
      rows[field].clear();
      background[field] = null;
    }
  }

  /** Sets values {@code from} to {@code to} of a dense field to zero. */
  public void clear(int field, int from, int to) {
    if (singles[field] != null) {
      Arrays.fill(singles[field], from, to, 0);
    } else {
      Arrays.fill(values(field), from, to, 0);
    }
  }

  private static void multiply(double[] values, double factor) {
    if (values != null) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
    }
  }

  private static void multiply(float[] values, float factor) {
    if (values != null) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
    }
  }
}
