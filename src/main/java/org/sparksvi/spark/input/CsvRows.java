package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    ColumnOrders orders = ColumnOrders.of(found);
    Part all = part(orders, found.groups().values().stream().flatMap(List::stream).toList());
    List<String> first = found.groups().get(found.first()).subList(0, 1);
    return new InputTable(
        spark.createDataFrame(all.rows(), schema(all.directories())),
        path,
        0,
        types,
        directories,
        facts,
        Optional.of(all.rows()),
        Optional.of(() -> first(part(orders, first))));
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

  private Part part(ColumnOrders orders, List<String> files) {
    boolean lines = csv.isOfLines();
    Dataset<Row> raw =
        InputFiles.load(
            InputFiles.literally(spark, path)
                .options(csv.reading(names.size()))
                .format(lines ? BoundedLines.class.getName() : "binaryFile"),
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
    return new Part(lines ? ofLines(rows, csv, orders) : ofFiles(rows, csv, orders), directories);
  }

  private static JavaRDD<Row> ofLines(JavaRDD<Row> lines, CsvFiles csv, ColumnOrders orders) {
    return lines.mapPartitions(some -> csv.reader(orders).lines(some));
  }

  private JavaRDD<Row> ofFiles(JavaRDD<Row> files, CsvFiles csv, ColumnOrders orders) {
    SerializableConfiguration configuration =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    return files.flatMap(file -> csv.reader(orders).file(file, configuration.value()));
  }
}
