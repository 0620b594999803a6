package org.sparksvi.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.Term;
import org.sparksvi.numeric.ExactSum;
import org.sparksvi.numeric.FixedPoint;

/**
 * A total, or a part of one, as arrays of primitives.
 *
 * @param rows touched rows by field, ascending; empty where dense
 * @param from place of the first accumulator by field, where dense
 * @param sums accumulators by field
 * @param peaks by quantum of the layout
 * @param terms exact sums, one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
public record PackedTotal(int[][] rows, int[] from, long[][] sums, long[] peaks, long[] terms)
    implements Serializable {
  private static final Term[] TERMS = Term.values();

  /** Parts of at most so many accumulators, or of one row, that add up to this. */
  public List<PackedTotal> cut(int most) {
    long size = 0;
    for (long[] some : sums) {
      size += some.length;
    }
    return size <= most ? List.of(this) : new Cutter(this, most).parts();
  }

  /**
   * Refuses a total that cannot be one over a layout.
   *
   * @throws IllegalArgumentException naming field, rule and value
   */
  void check(Layout layout) {
    int fields = layout.count();
    require(rows.length == fields, "rows", fields, rows.length);
    require(from.length == fields, "places", fields, from.length);
    require(sums.length == fields, "sums", fields, sums.length);
    require(peaks.length == layout.quanta(), "peaks", layout.quanta(), peaks.length);
    int end = 0;
    for (int t = 0; t < TERMS.length; t++) {
      end = ExactSum.end(terms, end);
    }
    require(end == terms.length, "terms", TERMS.length + " sums", terms.length + " longs");
    for (int q = 0; q < peaks.length; q++) {
      boolean valid = FixedPoint.isPeak(peaks[q]);
      require(valid, "peak of field", layout.ofQuantum(q), "from 0 to 2^40", peaks[q]);
    }
    for (int f = 0; f < fields; f++) {
      Field field = layout.field(f);
      if (field.rowSparse()) {
        checkRows(field, rows[f], sums[f].length);
      } else {
        checkDense(field, rows[f].length, from[f], sums[f].length);
      }
    }
  }

  private static void checkRows(Field field, int[] rows, int values) {
    long needed = (long) rows.length * field.columns();
    require(values == needed, "sums of field", field, needed, values);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] <= (i == 0 ? -1 : rows[i - 1]) || rows[i] >= field.rows()) {
        require(false, "row of field", field, "ascending below " + field.rows(), rows[i]);
      }
    }
  }

  private static void checkDense(Field field, int rows, int from, int values) {
    require(rows == 0, "rows of field", field, 0, rows);
    int size = ExactTotal.accumulators(field);
    if (from < 0 || from > size - values) {
      String value = "%d from %d".formatted(values, from);
      require(false, "sums of field", field, "within " + size, value);
    }
  }

  private static void require(
      boolean holds, String quantity, Field field, Object rule, Object value) {
    if (!holds) { // names are put together only where they are read
      require(false, "%s '%s'".formatted(quantity, field.name()), rule, value);
    }
  }

  private static void require(boolean holds, String quantity, Object rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s of a total must be %s, but was %s".formatted(quantity, rule, value));
    }
  }

  /** Cuts a packed total into parts that add up to it; the first has its peaks and terms. */
  private static final class Cutter {
    private final PackedTotal whole;
    private final int most;
    private final List<PackedTotal> parts = new ArrayList<>();
    private PackedTotal part;
    private int room;

    Cutter(PackedTotal whole, int most) {
      this.whole = whole;
      this.most = most;
      begin(whole.peaks(), whole.terms());
    }

    private void begin(long[] peaks, long[] terms) {
      int fields = whole.sums().length;
      int[][] rows = new int[fields][0];
      long[][] sums = new long[fields][0];
      part = new PackedTotal(rows, new int[fields], sums, peaks, terms);
      parts.add(part);
      room = most;
    }

    List<PackedTotal> parts() {
      for (int f = 0; f < whole.sums().length; f++) {
        int[] rows = whole.rows()[f];
        int columns = rows.length == 0 ? 1 : whole.sums()[f].length / rows.length;
        int items = columns == 0 ? 0 : whole.sums()[f].length / columns;
        int taken = 0;
        while (taken < items) {
          if (room < columns && room < most) {
            begin(new long[whole.peaks().length], new long[TERMS.length]);
          }
          int take = Math.min(items - taken, Math.max(1, room / columns));
          take(f, taken, take, columns);
          taken += take;
          room -= take * columns;
        }
      }
      return parts;
    }

    private void take(int f, int taken, int take, int columns) {
      int[] rows = whole.rows()[f];
      if (rows.length == 0) {
        part.from()[f] = whole.from()[f] + taken;
      } else {
        part.rows()[f] = Arrays.copyOfRange(rows, taken, taken + take);
      }
      part.sums()[f] =
          Arrays.copyOfRange(whole.sums()[f], taken * columns, (taken + take) * columns);
    }
  }
}
