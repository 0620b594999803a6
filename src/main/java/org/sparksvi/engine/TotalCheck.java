package org.sparksvi.engine;

import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.engine.ExactTotal.Packed;
import org.sparksvi.model.Term;
import org.sparksvi.numeric.ExactSum;
import org.sparksvi.numeric.FixedPoint;

/** What a packed total must keep before it is added to another. */
final class TotalCheck {
  private static final Term[] TERMS = Term.values();

  private TotalCheck() {}

  /**
   * Refuses a total that cannot be one over a layout.
   *
   * @throws IllegalArgumentException naming field, rule and value
   */
  static void check(Layout layout, Packed other) {
    int fields = layout.count();
    require(other.rows().length == fields, "rows", fields, other.rows().length);
    require(other.from().length == fields, "places", fields, other.from().length);
    require(other.sums().length == fields, "sums", fields, other.sums().length);
    require(other.peaks().length == fields, "peaks", fields, other.peaks().length);
    require(
        other.terms().length == 3 * TERMS.length, "terms", 3 * TERMS.length, other.terms().length);
    for (int t = 0; t < TERMS.length; t++) {
      long peak = other.terms()[3 * t + 2];
      require(ExactSum.isPeak(peak), "peak of a term", "from 0 to 2^62", peak);
    }
    for (int f = 0; f < fields; f++) {
      Field field = layout.field(f);
      long peak = other.peaks()[f];
      require(FixedPoint.isPeak(peak), "peak of field", field, "from 0 to 2^40", peak);
      if (field.rowSparse()) {
        checkRows(field, other.rows()[f], other.sums()[f].length);
      } else {
        checkDense(field, other.rows()[f].length, other.from()[f], other.sums()[f].length);
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
}
