package org.sparksvi.spark.input;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/** Columns of a table, found by their exact names and checked for their types. */
final class Columns {
  private Columns() {}

  /** The column of text with a name. */
  static Column text(Dataset<Row> table, String place, String name) {
    DataType type = type(table, place, name);
    if (!(type instanceof StringType)) {
      throw wrongType(place, name, "a string", type);
    }
    return table.col(quoted(name));
  }

  /** The column of vectors or arrays of numbers with a name. */
  static Column vector(Dataset<Row> table, String place, String name) {
    DataType type = type(table, place, name);
    boolean array = type instanceof ArrayType of && of.elementType() instanceof NumericType;
    if (!array && !type.equals(SQLDataTypes.VectorType())) {
      throw wrongType(place, name, "a vector or an array of numbers", type);
    }
    return table.col(quoted(name));
  }

  /** The column of numbers, or of texts that may be numbers, with a name. */
  static Column number(Dataset<Row> table, String place, String name) {
    DataType type = type(table, place, name);
    if (!(type instanceof NumericType) && !(type instanceof StringType)) {
      throw wrongType(place, name, "of numbers", type);
    }
    return table.col(quoted(name));
  }

  /** Refuses a column to be added that is there already. */
  static void requireNew(Table table, String name) {
    if (table.has(name)) {
      throw new InputException(
          table.place(), "column '%s' is to be added and must not exist, but does".formatted(name));
    }
  }

  /** Names of columns that reading adds begin with it; no message lists them. */
  private static final String INTERNAL = "_svi_";

  /** A column by its name, whatever characters that has. */
  static Column named(String name) {
    return functions.col(quoted(name));
  }

  private static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  private static DataType type(Dataset<Row> table, String place, String name) {
    String[] names = table.schema().fieldNames();
    if (!Arrays.asList(names).contains(name)) {
      String own =
          Arrays.stream(names)
              .filter(n -> !n.startsWith(INTERNAL))
              .map(n -> "'" + n + "'")
              .collect(Collectors.joining(", "));
      throw new InputException(
          place,
          "column '%s' must exist, but the columns are %s"
              .formatted(name, own.isEmpty() ? "none" : own));
    }
    return table.schema().apply(name).dataType();
  }

  private static InputException wrongType(String place, String name, String rule, DataType type) {
    return new InputException(
        place, "column '%s' must be %s, but is %s".formatted(name, rule, type.simpleString()));
  }
}
