package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
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
   * Rows of numbers.
   *
   * @param place names the rows in messages
   * @param names of the columns
   * @param allowMissing whether values may be missing
   * @param scale what values are divided by
   * @param missing numbers that stand for missing values
   */
  public static VectorRows numbers(
      String place,
      List<String> names,
      boolean allowMissing,
      ValueRule rule,
      double scale,
      List<String> missing) {
    DenseParser parser =
        new DenseParser(
            true,
            names,
            "",
            null,
            allowMissing,
            rule,
            scale,
            NumberCells.of(missing, Map.of()),
            List.of(),
            false,
            0);
    return new VectorRows(place, cell -> parser.parse(RowFactory.create(cell, null)));
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
      throw new InputException(
          place,
          "%s, in \"%s\"".formatted(e.getMessage(), cell == null ? "" : VectorParser.show(cell)));
    }
  }
}
