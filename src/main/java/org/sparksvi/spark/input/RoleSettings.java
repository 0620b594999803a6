package org.sparksvi.spark.input;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.sparksvi.data.RowRoles;
import org.sparksvi.data.ValueRule;
import org.sparksvi.random.RowKeys;

/**
 * Columns of a table that are not features; a name is empty where there is no such column.
 *
 * @param response what is predicted; null, empty, NA and NaN are not known
 * @param offset added to the linear predictor
 * @param group a whole number, which is kept, or a text that is no number, of which a 64-bit hash
 *     is kept
 * @param needed whether every row must have a response, as for training
 * @param sparse whether rows keep only what is not 0
 * @param responses what responses must be
 */
public record RoleSettings(
    String response,
    String offset,
    String group,
    boolean needed,
    boolean sparse,
    ValueRule responses)
    implements Serializable {
  /** Of a row's struct: response, offset and group, in this order; null where there is none. */
  static final int COLUMNS = 3;

  /** The roles of a row, which begin at a column of its struct. */
  RowRoles of(Row row, int from, NumberCells cells) throws Refused {
    double y = !response.isEmpty() ? cells.number(row.get(from), response) : Double.NaN;
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
    long number = !group.isEmpty() ? group(row.get(from + 2), cells) : 0;
    return new RowRoles(Double.isNaN(y) ? Double.NaN : y + 0.0, shift + 0.0, number);
  }

  private long group(Object value, NumberCells cells) throws Refused {
    if (value instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    if (value instanceof String text && cells.kind(text) == NumberCells.Kind.TEXT) {
      return RowKeys.ofText(text);
    }
    if (value instanceof String text && text.strip().matches("-?\\d{1,18}")) {
      return Long.parseLong(text.strip());
    }
    throw new Refused(
        "group '%s' must be a whole number or a text, but is %s"
            .formatted(group, value == null ? "missing" : value));
  }
}
