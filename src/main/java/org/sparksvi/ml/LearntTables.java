package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.kind.Table;

/** What a model has learnt, as tables of Spark that any client can read. */
final class LearntTables {
  static final String DIRECTORY = "tables";

  private static final int WORDS = 100; // of a component

  private LearntTables() {}

  /** Writes each table as Parquet below a directory. */
  static void write(SparkSession spark, Path directory, Learnt learnt) {
    for (Map.Entry<String, Supplier<Dataset<Row>>> table : all(spark, learnt).entrySet()) {
      String path = new Path(directory, table.getKey()).toString();
      table.getValue().get().coalesce(1).write().parquet(path);
    }
  }

  /**
   * One of the tables, by its name.
   *
   * @throws IllegalArgumentException where there is none of the name
   */
  static Dataset<Row> of(SparkSession spark, Learnt learnt, String name) {
    Map<String, Supplier<Dataset<Row>>> all = all(spark, learnt);
    if (!all.containsKey(name)) {
      throw new IllegalArgumentException(
          "table must be one of %s, but is %s".formatted(String.join(", ", all.keySet()), name));
    }
    return all.get(name).get();
  }

  /** What `svi describe` shows, and the trace of the training. */
  private static Map<String, Supplier<Dataset<Row>>> all(SparkSession spark, Learnt learnt) {
    Map<String, Supplier<Dataset<Row>>> all = new LinkedHashMap<>();
    for (Table<?> table : learnt.trained().readOut(WORDS).tables()) {
      if (!table.name().isEmpty() && !table.rows().isEmpty()) {
        all.put(table.name(), () -> of(spark, table));
      }
    }
    all.put("trace", () -> learnt.summary().toDF(spark));
    return all;
  }

  private static <R> Dataset<Row> of(SparkSession spark, Table<R> table) {
    List<Table.TableColumn<R>> columns =
        table.columns().stream().filter(column -> !column.key().isEmpty()).toList();
    StructType type = new StructType();
    for (Table.TableColumn<R> column : columns) {
      type = type.add(column.key(), type(column.cell().apply(table.rows().get(0))));
    }
    List<Row> rows = new ArrayList<>();
    for (R row : table.rows()) {
      rows.add(
          RowFactory.create(
              columns.stream().map(column -> cell(column.cell().apply(row))).toArray()));
    }
    return spark.createDataFrame(rows, type);
  }

  private static DataType type(Object cell) {
    if (cell instanceof Table.Ranking ranking) {
      StructType word =
          new StructType()
              .add("word", DataTypes.StringType)
              .add(ranking.by(), DataTypes.DoubleType);
      return DataTypes.createArrayType(word);
    }
    if (cell instanceof double[]) {
      return DataTypes.createArrayType(DataTypes.DoubleType);
    }
    if (cell instanceof List<?>) {
      return DataTypes.createArrayType(DataTypes.StringType);
    }
    if (cell instanceof Boolean) {
      return DataTypes.BooleanType;
    }
    if (cell instanceof Number) {
      return isReal(cell) ? DataTypes.DoubleType : DataTypes.LongType;
    }
    return DataTypes.StringType;
  }

  private static boolean isReal(Object number) {
    return number instanceof Double || number instanceof Float;
  }

  private static Object cell(Object cell) {
    if (cell instanceof Table.Ranking ranking) {
      return ranking.words().stream()
          .map(ranked -> RowFactory.create(ranked.word(), ranked.value()))
          .toArray(Row[]::new);
    }
    if (cell instanceof double[] numbers) {
      return Arrays.stream(numbers).boxed().toArray(Double[]::new);
    }
    if (cell instanceof List<?> texts) {
      return texts.stream().map(String::valueOf).toArray(String[]::new);
    }
    if (cell instanceof Boolean) {
      return cell;
    }
    if (cell instanceof Number number) {
      return isReal(number) ? (Object) number.doubleValue() : (Object) number.longValue();
    }
    return String.valueOf(cell);
  }
}
