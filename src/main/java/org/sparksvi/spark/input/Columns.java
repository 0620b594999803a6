package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns of a table, found by their exact names and checked for their types. */
public final class Columns {
  /** Names of columns that reading adds begin with it; no message lists them. */
  static final String INTERNAL = "_svi_";

  private static final long NAME_BYTES = 120; // of a short name and its place in a map

  private final InputTable table;
  private final Map<String, DataType> types = new LinkedHashMap<>();

  private Columns(InputTable table) {
    this.table = table;
    for (StructField field : table.rows().schema().fields()) {
      types.put(field.name(), field.dataType());
    }
  }

  /** Refuses more columns than the driver can name, such as those up to a mistaken index. */
  public static void requireRoom(String place, int columns) {
    double needed = (double) NAME_BYTES * columns;
    double heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw new InputException(
          place,
          "%d columns (W, or the largest index) need %.1f GB of the driver's memory for their names alone, but it has %.1f GB"
              .formatted(columns, needed * 1e-9, heap * 1e-9));
    }
  }

  /** The columns of a table. */
  static Columns of(InputTable table) {
    return new Columns(table);
  }

  /** The column of text with a name. */
  Column text(String name) {
    return named(checked(name, type -> type instanceof StringType, "a string"));
  }

  /** The exact name of a column of vectors or arrays of numbers. */
  String vector(String name) {
    return checked(
        name,
        type ->
            type.equals(SQLDataTypes.VectorType())
                || (type instanceof ArrayType of && of.elementType() instanceof NumericType),
        "a vector or an array of numbers");
  }

  /** The exact name of a column of numbers, or of texts that may be numbers. */
  String number(String name) {
    return checked(
        name, type -> type instanceof NumericType || type instanceof StringType, "of numbers");
  }

  /** The exact name of a column whose cells are categories: texts, whole numbers or flags. */
  String category(String name) {
    return checked(
        name,
        type ->
            type instanceof NumericType
                || type instanceof StringType
                || type instanceof BooleanType,
        "of texts, numbers or flags");
  }

  private String checked(String name, Predicate<DataType> accepts, String rule) {
    Optional<String> found = table.find(name);
    if (found.isEmpty()) {
      String own =
          types.keySet().stream()
              .filter(n -> !n.startsWith(INTERNAL))
              .map(n -> "'" + n + "'")
              .collect(Collectors.joining(", "));
      throw new InputException(
          table.place(),
          "column '%s' must exist, but the columns are %s%s"
              .formatted(name, own.isEmpty() ? "none" : own, table.hint()));
    }
    DataType type = types.get(found.get());
    if (!accepts.test(type)) {
      throw new InputException(
          table.place(),
          "column '%s' must be %s, but is %s".formatted(name, rule, type.simpleString()));
    }
    return found.get();
  }

  /** Refuses a column to be added that is there already, in upper or lower case. */
  public static void requireNew(String place, StructType columns, String name) {
    if (Arrays.stream(columns.fieldNames()).anyMatch(name::equalsIgnoreCase)) {
      throw new InputException(
          place, "column '%s' is to be added and must not exist, but does".formatted(name));
    }
  }

  /** Columns by their exact names; an empty one is of nulls. */
  static Column[] all(List<String> names) {
    return names.stream().map(n -> n.isEmpty() ? lit(null) : named(n)).toArray(Column[]::new);
  }

  /** A column by its name, whatever characters that has. */
  public static Column named(String name) {
    return functions.col('`' + name.replace("`", "``") + '`');
  }
}
