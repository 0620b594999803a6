package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRow;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.ValueRule;

/** Reads single vectors or arrays of numbers as rows of a model's columns; sent to executors. */
public final class VectorRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final Reader reader;

  private VectorRows(String place, Reader reader) {
    this.place = place;
    this.reader = reader;
  }

  /** Makes a row of a cell. */
  @FunctionalInterface
  private interface Reader extends Serializable {
    DataRow read(Object cell) throws Refused;
  }

  /**
   * Rows of counts, which may have none.
   *
   * @param place names the rows in messages
   */
  public static VectorRows counts(String place, int columns, ValueRule rule) {
    return new VectorRows(place, new VectorParser(columns, rule)::counts);
  }

  /**
   * Rows of numbers: structs of a vector, a weight, a response and an offset, or vectors alone.
   *
   * @param place names the rows in messages
   * @param names of the columns
   * @param allowMissing whether values may be missing
   * @param scale what values are divided by
   * @param missing numbers that stand for missing values
   * @param weight name of the weight; empty where every row weighs 1
   * @param roles of rows that have a response; their names are empty where it is not there
   */
  public static VectorRows numbers(
      String place,
      List<String> names,
      boolean allowMissing,
      ValueRule rule,
      double scale,
      List<String> missing,
      String weight,
      Optional<RoleSettings> roles) {
    DenseParser parser =
        new DenseParser(
            true,
            names,
            Features.numbers(List.of()),
            weight,
            roles.orElse(null),
            allowMissing,
            List.of(),
            rule,
            scale,
            NumberCells.of(missing, Map.of()),
            List.of(),
            false,
            0);
    boolean labelled = roles.isPresent();
    return new VectorRows(place, cell -> parser.parse(struct(cell, labelled)));
  }

  /** A cell as parsers take it: vector and weight, then response, offset and group. */
  private static Row struct(Object cell, boolean labelled) {
    Object[] values = new Object[labelled ? 2 + RoleSettings.COLUMNS : 2];
    if (cell instanceof Row row) {
      for (int c = 0; c < Math.min(row.size(), values.length); c++) {
        values[c] = row.get(c);
      }
    } else {
      values[0] = cell;
    }
    return new GenericRow(values);
  }

  /**
   * The row of a cell.
   *
   * @throws InputException where it is not acceptable
   */
  public DataRow row(Object cell) {
    try {
      return reader.read(cell);
    } catch (Refused e) {
      Object vector = cell instanceof Row row ? row.get(0) : cell;
      throw new InputException(
          place,
          "%s, in \"%s\""
              .formatted(e.getMessage(), vector == null ? "" : VectorParser.show(vector)));
    }
  }
}
