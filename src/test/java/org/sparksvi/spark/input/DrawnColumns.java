package org.sparksvi.spark.input;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A drawn input of files that say the types of their columns, and what must be read of it, known
 * from the numbers that were written.
 *
 * @param input the files
 * @param expected rows as {@code name=value}, sorted; empty where the input must be refused
 */
record DrawnColumns(DrawnInput input, List<String> expected) {
  private static final List<String> NAMES =
      List.of("a", "B", "c d", "x.y", "na\u00efve", "total", "it's", "1st");
  private static final List<String> PATHS = List.of("in", "a b", "100%", "[1]", "d\u00e9", "{a,b}");
  private static final List<String> CODES = List.of("NA", "-999");
  private static final double FAULTY = 0.3; // share of inputs with something wrong in them

  /** What a column may be. */
  private enum Type {
    BYTE,
    SHORT,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    NUMERALS,
    TEXT,
    FLAG;

    DataType ofSpark() {
      return switch (this) {
        case BYTE -> DataTypes.ByteType;
        case SHORT -> DataTypes.ShortType;
        case INTEGER -> DataTypes.IntegerType;
        case LONG -> DataTypes.LongType;
        case FLOAT -> DataTypes.FloatType;
        case DOUBLE -> DataTypes.DoubleType;
        case DECIMAL -> DataTypes.createDecimalType(20, 3);
        case NUMERALS, TEXT -> DataTypes.StringType;
        case FLAG -> DataTypes.BooleanType;
      };
    }

    boolean ofNumbers() {
      return this != TEXT && this != FLAG;
    }

    /** A cell of about a number. */
    Object cell(double number) {
      return switch (this) {
        case BYTE -> (byte) (number % 100);
        case SHORT -> (short) (number % 30_000);
        case INTEGER -> (int) number;
        case LONG -> (long) (number * 1e6);
        case FLOAT -> (float) number;
        case DOUBLE -> number;
        case DECIMAL -> new BigDecimal(number).setScale(3, RoundingMode.HALF_UP);
        case NUMERALS -> Double.toString(number);
        case TEXT -> "t" + number;
        case FLAG -> number > 0;
      };
    }
  }

  private static <T> T any(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Draws and writes an input of parquet or orc into a directory of its own. */
  static DrawnColumns draw(SparkSession spark, long seed, Path directory) throws IOException {
    Random random = new Random(seed);
    String format = random.nextBoolean() ? "parquet" : "orc";
    Path path = Files.createDirectories(directory.resolve(any(random, PATHS)));
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    Map<String, Type> columns = new TreeMap<>();
    columns.put(names.get(0), any(random, List.of(Type.DOUBLE, Type.FLOAT)));
    names
        .subList(1, 1 + random.nextInt(5))
        .forEach(name -> columns.put(name, any(random, List.of(Type.values()))));
    int many = 1 + random.nextInt(3);
    int faulty = random.nextDouble() < FAULTY ? random.nextInt(many) : -1;
    boolean bad = false;
    List<Path> files = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int f = 0; f < many; f++) {
      List<String> order = new ArrayList<>(columns.keySet());
      Collections.shuffle(order, random);
      boolean more = f == faulty && many > 1 && random.nextInt(3) == 0; // a column besides
      boolean far = f == faulty && !more;
      bad |= more || far;
      List<Row> rows = new ArrayList<>();
      int count = 1 + random.nextInt(12);
      int at = random.nextInt(count);
      for (int r = 0; r < count; r++) {
        Map<String, Object> row = new TreeMap<>();
        for (Map.Entry<String, Type> column : columns.entrySet()) {
          row.put(column.getKey(), cell(random, column.getValue(), f == 0 && r == 0));
        }
        if (far && r == at) {
          double wrong = any(random, List.of(1e200, Double.POSITIVE_INFINITY, -1e200));
          row.put(names.get(0), columns.get(names.get(0)).cell(wrong));
        }
        expected.add(said(columns, row));
        Stream<Object> cells = order.stream().map(row::get);
        rows.add(
            RowFactory.create(Stream.concat(cells, more ? Stream.of(7) : Stream.of()).toArray()));
      }
      StructType schema = new StructType();
      for (String name : order) {
        schema = schema.add(name, columns.get(name).ofSpark(), true);
      }
      schema = more ? schema.add("besides", DataTypes.IntegerType) : schema;
      files.add(write(spark, rows, schema, format, path.resolve("part-" + f + "." + format)));
    }
    PlainReading reading = new PlainReading(StandardCharsets.UTF_8, ',', false, CODES, true);
    DrawnInput input = new DrawnInput(format, path, files, Map.of(), reading, false);
    Collections.sort(expected);
    return new DrawnColumns(input, bad ? List.of() : expected);
  }

  private static Object cell(Random random, Type type, boolean first) {
    if (!first && random.nextInt(8) == 0) {
      return null;
    }
    if (!first && type == Type.DOUBLE && random.nextInt(10) == 0) {
      return Double.NaN;
    }
    if (!first && type == Type.NUMERALS && random.nextInt(8) == 0) {
      return any(random, List.of("NA", "-999", "", " "));
    }
    return type.cell(random.nextGaussian() * Math.pow(10, random.nextInt(7) - 2));
  }

  /** The numbers of a row, as doubles. */
  private static String said(Map<String, Type> columns, Map<String, Object> row) {
    StringBuilder said = new StringBuilder();
    columns.forEach(
        (name, type) -> {
          if (type.ofNumbers()) {
            said.append(name).append('=').append(number(row.get(name))).append(' ');
          }
        });
    return said.toString();
  }

  private static double number(Object cell) {
    if (cell instanceof Number number) {
      double value = number.doubleValue();
      return value == -999 ? Double.NaN : value + 0.0;
    }
    boolean missing = cell == null || ((String) cell).isBlank() || CODES.contains(cell);
    return missing ? Double.NaN : Double.parseDouble((String) cell) + 0.0;
  }

  private static Path write(
      SparkSession spark, List<Row> rows, StructType schema, String format, Path to)
      throws IOException {
    Path aside = to.getParent().resolveSibling("aside-" + to.getFileName());
    spark.createDataFrame(rows, schema).coalesce(1).write().format(format).save(aside.toString());
    try (Stream<Path> parts = Files.list(aside)) {
      Path part =
          parts
              .filter(p -> p.getFileName().toString().startsWith("part-"))
              .findFirst()
              .orElseThrow();
      return Files.move(part, to);
    }
  }
}
