package org.sparksvi.bundle;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

/**
 * A point: a value for every coordinate of a layout, such as the parameters or a rule's memory.
 *
 * <p>Row-sparse fields are lazy. A step toward a target multiplies every coordinate, but only a
 * scale, the background (one number per row, the prior's share) and the touched rows are written:
 *
 * <pre>
 *   value[r, c] = scale · stored[r, c] + background[r]
 * </pre>
 *
 * <p>This representation, not only the values, is part of the state: a run that resumes from it
 * repeats every bit.
 */
public final class Bundle implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Below this scale the stored values would lose range; they are then multiplied out. */
  private static final double SMALLEST_SCALE = 1e-30;

  private static final double[] NONE = {};
  private static final float[] NO_SINGLES = {};

  private final Layout layout;
  private final double[][] stored; // by field, rows × columns, row-major; empty where single
  private final float[][] singles; // by field, rows × columns, row-major; empty where double
  private final double[] scale; // by field; 1 where dense
  private final double[][] background; // by field, one number per row; empty where dense

  private Bundle(
      Layout layout, double[][] stored, float[][] singles, double[] scale, double[][] background) {
    this.layout = layout;
    this.stored = stored;
    this.singles = singles;
    this.scale = scale;
    this.background = background;
  }

  /** A point with every coordinate zero. */
  public static Bundle zeros(Layout layout) {
    int fields = layout.count();
    double[][] stored = new double[fields][];
    float[][] singles = new float[fields][];
    double[][] background = new double[fields][];
    double[] scale = new double[fields];
    Arrays.fill(scale, 1);
    for (int f = 0; f < fields; f++) {
      Field field = layout.field(f);
      stored[f] = field.single() ? NONE : new double[field.size()];
      singles[f] = field.single() ? new float[field.size()] : NO_SINGLES;
      background[f] = field.rowSparse() ? new double[field.rows()] : NONE;
    }
    return new Bundle(layout, stored, singles, scale, background);
  }

  public Layout layout() {
    return layout;
  }

  /** The same point, with live arrays, over an equal layout that says how sums are resolved. */
  public Bundle over(Layout equal) {
    if (!equal.equals(layout)) {
      throw new IllegalArgumentException("layouts must be equal, but are " + layout + ", " + equal);
    }
    return new Bundle(equal, stored, singles, scale, background);
  }

  /** Values of a dense field, row-major; the live array. */
  public double[] values(String field) {
    return values(layout.index(field));
  }

  /** Values of a dense field, row-major; the live array. */
  public double[] values(int field) {
    if (layout.field(field).rowSparse()) {
      throw new IllegalArgumentException(
          "field '%s' is row-sparse; read it by row".formatted(layout.field(field).name()));
    }
    if (layout.field(field).single()) {
      throw new IllegalArgumentException(
          "field '%s' is of single precision; it has singles, not values"
              .formatted(layout.field(field).name()));
    }
    return stored[field];
  }

  /** Values of a field of single precision, row-major; the live array. */
  public float[] singles(String field) {
    return singles(layout.index(field));
  }

  /** Values of a field of single precision, row-major; the live array. */
  public float[] singles(int field) {
    if (!layout.field(field).single()) {
      throw new IllegalArgumentException(
          "field '%s' is of double precision; it has values, not singles"
              .formatted(layout.field(field).name()));
    }
    return singles[field];
  }

  /** Copies a row of any field into {@code out}, from an offset on. */
  public void row(int field, int row, double[] out, int from) {
    int columns = layout.field(field).columns();
    int start = row * columns;
    if (layout.field(field).single()) {
      for (int c = 0; c < columns; c++) {
        out[from + c] = singles[field][start + c];
      }
      return;
    }
    double[] values = stored[field];
    double factor = scale[field];
    double base = background[field].length == 0 ? 0 : background[field][row];
    for (int c = 0; c < columns; c++) {
      out[from + c] = factor * values[start + c] + base;
    }
  }

  /** A copy of all values of any field, row-major. */
  public double[] copyOf(String field) {
    int f = layout.index(field);
    double[] out = new double[layout.field(f).size()];
    for (int r = 0; r < layout.field(f).rows(); r++) {
      row(f, r, out, r * layout.field(f).columns());
    }
    return out;
  }

  /** Sets all values of any field, row-major; rounds them where it is of single precision. */
  public void set(String field, double[] values) {
    int f = layout.index(field);
    if (layout.field(f).single()) {
      float[] rounded = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        rounded[i] = (float) values[i];
      }
      restore(f, Stored.of(rounded));
    } else {
      restore(f, new Stored(values, 1, new double[background[f].length]));
    }
  }

  /**
   * Moves a mixed field toward a target.
   *
   * <pre>
   *   value ← (1 − rate) · value + rate · target
   * </pre>
   *
   * <p>On a row-sparse field this writes the target's rows and one number per row.
   *
   * @param rate in (0, 1]
   */
  public void moveToward(int field, double rate, Direction target) {
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "the rate of field '%s' must be in (0, 1], but was %s"
              .formatted(layout.field(field).name(), rate));
    }
    double keep = 1 - rate;
    if (!layout.field(field).rowSparse()) {
      double[] values = stored[field];
      double[] goal = target.values(field);
      for (int i = 0; i < values.length; i++) {
        values[i] = keep * values[i] + rate * goal[i];
      }
      return;
    }
    scale[field] *= keep;
    if (scale[field] < SMALLEST_SCALE) {
      multiplyOut(field);
    }
    double[] base = background[field];
    for (int r = 0; r < base.length; r++) {
      base[r] = keep * base[r] + rate * target.backgroundAt(field, r);
    }
    addRows(field, rate / scale[field], target.rows(field));
  }

  private void multiplyOut(int field) {
    double[] values = stored[field];
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale[field];
    }
    scale[field] = 1;
  }

  private void addRows(int field, double factor, TouchedRows rows) {
    int columns = layout.field(field).columns();
    double[] values = stored[field];
    double[] added = rows.values();
    for (int i = 0; i < rows.count(); i++) {
      int to = rows.row(i) * columns;
      int from = rows.start(i);
      for (int c = 0; c < columns; c++) {
        values[to + c] += factor * added[from + c];
      }
    }
  }

  /** Adds values {@code from} to {@code to} of an ascended field of a direction, already sized. */
  public void ascend(int field, Direction direction, int from, int to) {
    if (layout.field(field).single()) {
      float[] values = singles[field];
      float[] step = direction.singles(field);
      for (int i = from; i < to; i++) {
        values[i] += step[i];
      }
    } else {
      double[] values = values(field);
      double[] step = direction.values(field);
      for (int i = from; i < to; i++) {
        values[i] += step[i];
      }
    }
  }

  /**
   * Moves the rows of a field; of a layout without that field nothing.
   *
   * @param order the old row at each new place
   */
  public void reorder(String field, int[] order) {
    if (!layout.has(field)) {
      return;
    }
    int f = layout.index(field);
    double[] base = background[f].clone();
    if (layout.field(f).single()) {
      moveRows(f, order, singles[f].clone(), singles[f]);
    } else {
      moveRows(f, order, stored[f].clone(), stored[f]);
    }
    for (int r = 0; r < order.length && base.length > 0; r++) {
      background[f][r] = base[order[r]];
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // two arrays of either precision
  private void moveRows(int field, int[] order, Object from, Object into) {
    int columns = layout.field(field).columns();
    for (int r = 0; r < order.length; r++) {
      System.arraycopy(from, order[r] * columns, into, r * columns, columns);
    }
  }

  /** An independent copy with the same representation. */
  public Bundle copy() {
    double[][] values = new double[stored.length][];
    float[][] floats = new float[stored.length][];
    double[][] base = new double[stored.length][];
    for (int f = 0; f < stored.length; f++) {
      values[f] = stored[f].clone();
      floats[f] = singles[f].clone();
      base[f] = background[f].clone();
    }
    return new Bundle(layout, values, floats, scale.clone(), base);
  }

  /** The representation of a field, for checkpoints and broadcasts; live arrays. */
  public Stored stored(int field) {
    return new Stored(stored[field], scale[field], background[field], singles[field]);
  }

  /** Takes over a field's representation; reads the arrays. */
  public void restore(int field, Stored from) {
    requireLength(field, "values", stored[field].length, from.values().length);
    requireLength(field, "singles", singles[field].length, from.singles().length);
    requireLength(field, "background", background[field].length, from.background().length);
    System.arraycopy(from.values(), 0, stored[field], 0, stored[field].length);
    System.arraycopy(from.singles(), 0, singles[field], 0, singles[field].length);
    System.arraycopy(from.background(), 0, background[field], 0, background[field].length);
    scale[field] = from.scale();
  }

  private void requireLength(int field, String what, int rule, int given) {
    if (given != rule) {
      Field shape = layout.field(field);
      throw new IllegalArgumentException(
          "field '%s' is %d x %d, so its %s must be %d numbers, but were %d"
              .formatted(shape.name(), shape.rows(), shape.columns(), what, rule, given));
    }
  }

  /** Says which value is outside of its field's domain, the first if any, and where. */
  public Optional<String> problem() {
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      double[] row = new double[field.columns()];
      for (int r = 0; r < field.rows(); r++) {
        row(f, r, row, 0);
        for (int c = 0; c < row.length; c++) {
          if (!field.domain().holds(row[c])) {
            return Optional.of(
                "field '%s' must be %s, but is %s at row %d, column %d"
                    .formatted(field.name(), field.domain().rule(), row[c], r, c));
          }
        }
      }
    }
    return Optional.empty();
  }
}
