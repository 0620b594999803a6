package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The rows of csv files, whatever the order of columns in each.
 *
 * @param names of the columns
 */
record CsvRows(SparkSession spark, String path, CsvFiles csv, List<String> names) {

  private record Part(JavaRDD<Row> rows, StructType directories) {}

  InputTable table(
      FileColumns found,
      Map<String, DataType> types,
      Set<String> directories,
      Map<String, String> facts) {
    List<Part> parts = new ArrayList<>();
    found.groups().forEach((columns, files) -> parts.add(part(found.first(), columns, files)));
    JavaRDD<Row> rows = parts.stream().map(Part::rows).reduce(JavaRDD::union).orElseThrow();
    StructType schema = schema(parts.get(0).directories());
    List<String> first = found.groups().get(found.first()).subList(0, 1);
    return new InputTable(
        spark.createDataFrame(rows, schema),
        path,
        0,
        types,
        directories,
        facts,
        Optional.of(rows),
        Optional.of(() -> first(part(found.first(), found.first(), first))));
  }

  private InputTable first(Part part) {
    Dataset<Row> rows = spark.createDataFrame(part.rows(), schema(part.directories()));
    return new InputTable(
        rows, path, 0, Map.of(), Set.of(), Map.of(), Optional.of(part.rows()), Optional.empty());
  }

  private StructType schema(StructType directories) {
    StructField[] texts =
        Stream.concat(names.stream(), Stream.of(InputTable.CONTENT, InputTable.PROBLEM))
            .map(name -> DataTypes.createStructField(name, DataTypes.StringType, true))
            .toArray(StructField[]::new);
    List<StructField> all = new ArrayList<>(Arrays.asList(texts));
    all.addAll(names.size(), Arrays.asList(directories.fields()));
    all.add(DataTypes.createStructField(InputTable.PIECE, FilePieces.TYPE, false));
    return DataTypes.createStructType(all);
  }

  /** The rows of files that have the same columns in the same order. */
  private Part part(List<String> first, List<String> columns, List<String> files) {
    NavigableMap<String, Integer> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    IntStream.range(0, columns.size()).forEach(c -> places.put(columns.get(c), c));
    int[] order = first.stream().mapToInt(places::get).toArray();
    boolean lines = csv.isOfLines();
    Dataset<Row> raw =
        InputFiles.load(
            InputFiles.literally(spark, path)
                .options(csv.reading(names.size()))
                .format(lines ? "text" : "binaryFile"),
            files.toArray(String[]::new));
    StructField[] fields = raw.schema().fields();
    StructType directories =
        DataTypes.createStructType(Arrays.copyOfRange(fields, lines ? 1 : 4, fields.length));
    List<Column> selected = new ArrayList<>(List.of(col(InputTable.PIECE)));
    selected.add(lines ? col("value").cast("binary") : lit(null));
    Column file = raw.metadataColumn("_metadata");
    selected.add(file.getField("file_block_length").equalTo(file.getField("file_size")));
    Stream.of(directories.fieldNames()).map(Columns::named).forEach(selected::add);
    JavaRDD<Row> rows = TableOpening.placed(raw).select(selected.toArray(Column[]::new)).javaRDD();
    return new Part(lines ? ofLines(rows, csv, order) : ofFiles(rows, csv, order), directories);
  }

  private static JavaRDD<Row> ofLines(JavaRDD<Row> lines, CsvFiles csv, int[] order) {
    return lines.mapPartitions(some -> csv.reader(order).lines(some));
  }

  private JavaRDD<Row> ofFiles(JavaRDD<Row> files, CsvFiles csv, int[] order) {
    SerializableConfiguration configuration =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    return files.flatMap(file -> csv.reader(order).file(file, configuration.value()));
  }
}
