package org.sparksvi.spark.input;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.List;
import org.apache.spark.sql.Row;
import org.sparksvi.data.RowRoles;
import org.sparksvi.data.ValueRule;
import org.sparksvi.random.RowKeys;

/**
 * Columns of a table that are not features; a name is empty where there is no such column.
 *
 * @param response what is predicted; null, empty, NA and NaN are not known
 * @param trials a number of trials, of which the response counts the successes: the row becomes one
 *     of their share, and weighs as many times more
 * @param offset added to the linear predictor
 * @param group a whole number, which is kept, or a text that is no number, of which, without blanks
 *     around it, a 64-bit hash is kept
 * @param subgroup a part of the group, likewise
 * @param needed whether every row must have a response, as for training
 * @param sparse whether rows keep only what is not 0
 * @param responses what responses must be, and the names of their classes where these have some
 */
public record RoleSettings(
    String response,
    String trials,
    String offset,
    String group,
    String subgroup,
    boolean needed,
    boolean sparse,
    ValueRule responses)
    implements Serializable {
  /**
   * Of a row's struct: response, offset, group, trials and subgroup, in order; null where there is
   * none.
   */
  static final int COLUMNS = 5;

  /** The roles of a row, which begin at a column of its struct. */
  RowRoles of(Row row, int from, NumberCells cells) throws Refused {
    double y = response(row, from, cells);
    if (Double.isInfinite(y) || (needed && Double.isNaN(y))) {
      throw new Refused(
          "response '%s' must be a finite number, but is %s"
              .formatted(response, Double.isNaN(y) ? "missing or NaN" : y));
    }
    String broken = Double.isNaN(y) ? "" : responses.broken(y);
    if (!broken.isEmpty()) {
      throw new Refused("response '%s' must be %s, but is %s".formatted(response, broken, y));
    }
    double shift = !offset.isEmpty() ? cells.number(row.get(from + 1), offset) : 0;
    if (!Double.isFinite(shift)) {
      throw new Refused(
          "offset '%s' must be a finite number, but is %s"
              .formatted(offset, Double.isNaN(shift) ? "missing or NaN" : shift));
    }
    long number = !group.isEmpty() ? group(group, row.get(from + 2), cells) : 0;
    long part = !subgroup.isEmpty() ? group(subgroup, row.get(from + 4), cells) : 0;
    return new RowRoles(Double.isNaN(y) ? Double.NaN : y + 0.0, shift + 0.0, number, part);
  }

  /** What a row's weight is multiplied by. */
  double trials(Row row, int from, NumberCells cells) throws Refused {
    boolean counted = !trials.isEmpty() && !response.isEmpty() && !row.isNullAt(from);
    if (!counted) {
      return 1;
    }
    double count = cells.number(row.get(from + 3), trials);
    if (!(count >= 0 && count <= ValueRule.LARGEST)) {
      throw new Refused(
          "trials '%s' must be finite and not negative, but are %s"
              .formatted(trials, Double.isNaN(count) ? "missing or NaN" : count));
    }
    return count;
  }

  private double response(Row row, int from, NumberCells cells) throws Refused {
    if (response.isEmpty()) {
      return Double.NaN;
    }
    if (!responses.names().isEmpty()) {
      return named(row.get(from), cells);
    }
    double y = cells.number(row.get(from), response);
    if (trials.isEmpty() || Double.isNaN(y)) {
      return y;
    }
    double count = trials(row, from, cells);
    if (!(y >= 0 && y <= count)) {
      throw new Refused(
          "response '%s' must be at least 0 and at most the trials, %s, but is %s"
              .formatted(response, count, y));
    }
    return count == 0 ? 0 : y / count;
  }

  /** The number of a class; NaN where it is missing. */
  private double named(Object cell, NumberCells cells) throws Refused {
    String text = cell == null ? "" : cell.toString().strip();
    List<String> names = responses.names();
    int found = names.indexOf(text);
    if (found >= 0) {
      return found;
    }
    if (cells.kind(text) == NumberCells.Kind.MISSING) {
      return Double.NaN;
    }
    for (int k = 0; k < names.size() && cells.kind(text) == NumberCells.Kind.NUMBER; k++) {
      if (cells.kind(names.get(k)) == NumberCells.Kind.NUMBER
          && cells.number(names.get(k), response) == cells.number(text, response)) {
        return k;
      }
    }
    throw new Refused(
        "response '%s' must be one of %s, but is \"%s\""
            .formatted(response, String.join(", ", names), text));
  }

  private static long group(String name, Object value, NumberCells cells) throws Refused {
    if (value instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    if (value instanceof String text && cells.kind(text) == NumberCells.Kind.TEXT) {
      return RowKeys.ofText(text.strip());
    }
    if (value instanceof String text && text.strip().matches("-?\\d{1,19}")) {
      BigInteger number = new BigInteger(text.strip());
      if (number.bitLength() < Long.SIZE) {
        return number.longValue();
      }
    }
    throw new Refused(
        "group '%s' must be a whole number or a text, but is %s"
            .formatted(name, value == null || value.toString().isBlank() ? "missing" : value));
  }
}
