package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Opens a table by a reader of Spark's, and says where its rows are. */
record TableOpening(SparkSession spark, String path, TableFormat format) {
  /** What takes Spark the square of its length to find the type of. */
  private static final String LONG_NUMBER = "[0-9]{5000}";

  InputTable open(Optional<String> text, boolean typed) {
    if (format.given().containsKey(path)) {
      return checked(new InputTable(format.given().get(path), path));
    }
    if (!format.ofFiles()) {
      DataFrameReader reader = spark.read().options(format.options());
      Dataset<Row> rows =
          format.isCatalog()
              ? reader.table(path)
              : schema(reader.format(format.sparkName())).load(path);
      return checked(new InputTable(rows, path));
    }
    String[] files = InputFiles.paths(spark.sparkContext().hadoopConfiguration(), path);
    Map<String, String> facts = Map.of("files", Integer.toString(files.length));
    if (format.isCsv()) {
      return checked(csv(typed, facts));
    }
    StructType schema = columns(files);
    Supplier<InputTable> first =
        () -> new InputTable(rows(schema, text, Arrays.copyOf(files, 1)), path);
    return checked(
        new InputTable(
            rows(schema, text, files),
            path,
            0,
            Map.of(),
            directories(),
            facts,
            Optional.empty(),
            Optional.of(first)));
  }

  private InputTable checked(InputTable table) {
    FileColumns.requireDifferent(
        path,
        Arrays.stream(table.rows().schema().fieldNames())
            .filter(name -> !InputTable.OWN.contains(name))
            .toList());
    return table;
  }

  private DataFrameReader schema(DataFrameReader reader) {
    return format.schema().isPresent() ? reader.schema(format.schema().get()) : reader;
  }

  private DataFrameReader reader(Map<String, String> options) {
    DataFrameReader reader =
        InputFiles.literally(spark, path).options(options).format(format.sparkName());
    if (format.sparkName().equals("json")
        && options.keySet().stream().anyMatch(TableOpening::isEncoding)) {
      reader = InputFiles.literally(spark, path).option("lineSep", "\n").options(options);
      reader = reader.format(format.sparkName()); // Spark asks for it where bytes are not UTF-8
    }
    return format.ofTexts()
        ? reader
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", InputTable.CONTENT)
            .option("columnPruning", false) // csv would not see what it need not parse
        : reader;
  }

  private static boolean isEncoding(String option) {
    return option.equalsIgnoreCase("encoding") || option.equalsIgnoreCase("charset");
  }

  /** Names that directories below the path give to values, as in {@code day=1}. */
  private Set<String> directories() {
    Set<String> names = new LinkedHashSet<>();
    for (InputFiles.InputFile file :
        InputFiles.list(spark.sparkContext().hadoopConfiguration(), path)) {
      String[] steps = file.name().split("/", -1);
      for (String step : Arrays.copyOf(steps, steps.length - 1)) {
        if (step.indexOf('=') > 0) {
          names.add(step.substring(0, step.indexOf('=')));
        }
      }
    }
    return names;
  }

  private StructType columns(String[] files) {
    switch (format.sparkName()) {
      case "parquet" ->
          FileColumns.of(spark, path, "parquet", FileColumns::ofParquet).requireSame(path, "");
      case "json" -> requireOneValue(files);
      case "orc" -> FileColumns.of(spark, path, "orc", FileColumns::ofOrc).requireSame(path, "");
      default -> {}
    }
    return InputFiles.load(schema(reader(format.options())), files).schema();
  }

  private void requireOneValue(String[] files) {
    TreeMap<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(format.options());
    String charset = options.getOrDefault("encoding", options.getOrDefault("charset", "UTF-8"));
    if (Boolean.parseBoolean(options.get("multiLine"))) {
      FileColumns.of(
          spark,
          path,
          "json",
          (file, configuration) -> JsonRoots.requireOne(file, configuration, charset));
    } else {
      boolean isUtf8 = charset.equalsIgnoreCase("UTF-8");
      JsonRoots.requireLines(spark, path, files, lines(options, isUtf8), isUtf8);
    }
  }

  /** How json's lines end, in options of {@link BoundedLines}. */
  private static Map<String, String> lines(TreeMap<String, String> options, boolean isUtf8) {
    TreeMap<String, String> lines = new TreeMap<>(options);
    lines.keySet().removeIf(name -> !name.equalsIgnoreCase("lineSep") && !isEncoding(name));
    if (!isUtf8) {
      lines.putIfAbsent("lineSep", "\n");
    }
    return lines;
  }

  private Dataset<Row> rows(StructType schema, Optional<String> text, String[] files) {
    return format.ofTexts()
        ? judged(schema, files, text)
        : placed(InputFiles.load(reader(format.options()).schema(schema), files));
  }

  private InputTable csv(boolean typed, Map<String, String> facts) {
    CsvFiles csv = new CsvFiles(format.options());
    FileColumns found = FileColumns.of(spark, path, "csv", csv::columns);
    csv.requireHeader(path, found.first());
    found.groups().keySet().forEach(columns -> FileColumns.requireDifferent(path, columns));
    found.requireSame(path, csv.hasHeader() ? CsvFiles.HINT : "");
    if (found.groups().isEmpty()) {
      throw new IllegalArgumentException("it has no columns");
    }
    Optional<StructType> given = format.schema().map(StructType::fromDDL);
    given.ifPresent(schema -> requireColumns(found.first(), schema, csv.hasHeader()));
    List<String> names =
        given.isPresent() && !csv.hasHeader() ? List.of(given.get().fieldNames()) : found.first();
    Map<String, DataType> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given.ifPresent(schema -> names.forEach(name -> types.put(name, DataTypes.StringType)));
    given.stream()
        .flatMap(schema -> Arrays.stream(schema.fields()))
        .forEach(field -> types.put(field.name(), field.dataType()));
    if (typed && given.isEmpty()) {
      found
          .groups()
          .forEach((columns, files) -> merge(columns, fields(csv, columns.size(), files), types));
    }
    CsvRows rows = new CsvRows(spark, path, csv, names);
    return rows.table(found, types, directories(), facts);
  }

  /** The columns of files with the types that Spark finds; of lines without very long numbers. */
  private StructField[] fields(CsvFiles csv, int columns, List<String> files) {
    Map<String, String> options = csv.reading(columns);
    DataFrameReader typing = reader(options).option("inferSchema", true);
    String[] all = files.toArray(String[]::new);
    if (!csv.isOfLines()) {
      return InputFiles.load(typing, all).schema().fields();
    }
    Dataset<Row> lines =
        InputFiles.load(
            InputFiles.literally(spark, path).options(options).format(BoundedLines.class.getName()),
            all);
    Column line = lines.col("value");
    return typing
        .csv(lines.filter(not(line.rlike(LONG_NUMBER))).select(line).as(Encoders.STRING()))
        .schema()
        .fields();
  }

  private static void merge(
      List<String> columns, StructField[] found, Map<String, DataType> types) {
    for (int c = 0; c < columns.size(); c++) {
      types.merge(columns.get(c), found[c].dataType(), TableOpening::common);
    }
  }

  /** Refuses a given schema of other columns than files have. */
  private void requireColumns(List<String> found, StructType schema, boolean named) {
    List<String> given = List.of(schema.fieldNames());
    boolean fits =
        named
            ? given.stream().allMatch(g -> found.stream().anyMatch(g::equalsIgnoreCase))
            : given.size() == found.size();
    if (!fits) {
      throw new InputException(
          path,
          "input.schema must have the columns of its files, %s, but has %s"
              .formatted(found, given));
    }
  }

  private static DataType common(DataType one, DataType other) {
    return one.equals(other)
        ? one
        : one instanceof NumericType && other instanceof NumericType
            ? DataTypes.DoubleType
            : DataTypes.StringType;
  }

  /** Records of json with the reason why they could not be read. */
  private Dataset<Row> judged(StructType columns, String[] files, Optional<String> text) {
    StructType schema =
        Arrays.asList(columns.fieldNames()).contains(InputTable.CONTENT)
            ? columns
            : columns.add(InputTable.CONTENT, DataTypes.StringType);
    List<String> names =
        Arrays.stream(columns.fieldNames()).filter(n -> !n.equals(InputTable.CONTENT)).toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "it has no columns; input.options.multiLine = true reads a file as one row or list");
    }
    String name = // Spark refuses to read the record alone
        names.stream()
            .filter(n -> n.equalsIgnoreCase(text.orElse("")))
            .findFirst()
            .orElse(names.get(0));
    UDF2<String, Object, String> problem =
        (record, cell) -> record == null ? null : problem(record);
    return placed(InputFiles.load(reader(format.options()).schema(schema), files))
        .withColumn(
            InputTable.PROBLEM,
            udf(problem, DataTypes.StringType).apply(col(InputTable.CONTENT), Columns.named(name)));
  }

  private static String problem(String record) {
    return record.indexOf('\uFFFD') < 0
        ? "record must be valid json, but is not"
        : "text must be UTF-8, but is not; input.options.encoding says what it is";
  }

  static Dataset<Row> placed(Dataset<Row> rows) {
    Column file = rows.metadataColumn("_metadata");
    Column piece =
        struct(
            file.getField("file_path").as(FilePieces.PATH),
            file.getField("file_block_start").as(FilePieces.START),
            monotonically_increasing_id().as(FilePieces.ID));
    return rows.withColumn(InputTable.PIECE, piece);
  }
}
