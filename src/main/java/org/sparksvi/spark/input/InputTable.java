package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table of user data, with a name for messages.
 *
 * <p>Besides the user's columns there may be columns of ours: the row's key where it is not the
 * content's hash, its file and offset or its place in the files, and for rows that could not be
 * read the reason and what was there instead. {@link #plain()} is without them.
 *
 * @param place names the table in messages, such as its path
 * @param width entries of its vectors, 0 where that is not known
 */
public record InputTable(Dataset<Row> rows, String place, int width) {
  /** Column of text in tables of {@link #lines} and {@link #files}. */
  public static final String TEXT = "text";

  /** Column of vectors in tables of {@link #libsvm}. */
  public static final String FEATURES = "features";

  static final String FILE = "_svi_file";
  static final String OFFSET = "_svi_offset";
  static final String KEY = "_svi_key";
  static final String PIECE = "_svi_piece"; // file, byte it was split at, id that grows in it
  static final String PROBLEM = "_svi_problem"; // null for valid rows
  static final String CONTENT = "_svi_content"; // null for valid rows

  /** A table that nothing more is known of. */
  public InputTable(Dataset<Row> rows, String place) {
    this(rows, place, 0);
  }

  /** Reads Parquet, CSV with a header, or JSON lines; options are those of Spark's reader. */
  public static InputTable read(
      SparkSession spark, String path, TableFormat format, Map<String, String> options) {
    String[] files = InputFiles.paths(spark.sparkContext().hadoopConfiguration(), path);
    DataFrameReader reader = InputFiles.literally(spark, path);
    if (format == TableFormat.CSV) {
      reader = reader.option("header", true);
    }
    reader = reader.options(options);
    if (format != TableFormat.PARQUET) {
      reader = reader.option("mode", "PERMISSIVE").option("columnNameOfCorruptRecord", CONTENT);
      reader = reader.option("columnPruning", false); // CSV would not see what it need not parse
    }
    DataFrameReader ready = reader.format(format.sparkName());
    try {
      return Jobs.run(
          spark,
          "Reading the schema",
          path,
          () -> new InputTable(load(ready, files, format), path));
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String why = e instanceof InputException ? Jobs.firstLine(e) : Jobs.firstLine(cause);
      throw new InputException(
          path, "must be readable as %s, but is not (%s)".formatted(format.sparkName(), why), e);
    }
  }

  private static Dataset<Row> load(DataFrameReader reader, String[] files, TableFormat format) {
    StructType schema = reader.load(files).schema();
    if (format == TableFormat.PARQUET) {
      return placed(reader.load(files));
    }
    if (!Arrays.asList(schema.fieldNames()).contains(CONTENT)) {
      schema = schema.add(CONTENT, DataTypes.StringType);
    }
    String reason = "record must be valid " + format.sparkName() + ", but is not";
    UDF2<String, Object, String> problem = (record, other) -> record == null ? null : reason;
    String first = // Spark refuses to read the record alone
        Arrays.stream(schema.fieldNames())
            .filter(name -> !name.equals(CONTENT))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("it has no columns"));
    Column other = Columns.named(first);
    return placed(reader.schema(schema).load(files))
        .withColumn(PROBLEM, udf(problem, DataTypes.StringType).apply(col(CONTENT), other));
  }

  private static Dataset<Row> placed(Dataset<Row> rows) {
    Column file = rows.metadataColumn("_metadata");
    Column piece =
        struct(
            file.getField("file_path").as(FilePieces.PATH),
            file.getField("file_block_start").as(FilePieces.START),
            monotonically_increasing_id().as(FilePieces.ID));
    return rows.withColumn(PIECE, piece);
  }

  /** The lines of a file or of all files under a directory: file, offset, {@link #TEXT}. */
  public static InputTable lines(SparkSession spark, String path) {
    return text(spark, path, false, OptionalLong.empty());
  }

  /** All files under a directory, each a row: file, offset 0, {@link #TEXT}. */
  public static InputTable files(SparkSession spark, String path) {
    return text(spark, path, true, OptionalLong.empty());
  }

  static InputTable text(SparkSession spark, String path, boolean whole, OptionalLong splitBytes) {
    return new InputTable(
        spark.createDataFrame(TextFiles.read(spark, path, whole, splitBytes), TextFiles.SCHEMA),
        path);
  }

  /**
   * Lines of {@code label index:value ...}, indices ascending from 1: label, {@link #FEATURES}.
   *
   * @param columns size of the vectors, or 0 for the largest index there is
   */
  public static InputTable libsvm(SparkSession spark, String path, int columns) {
    return Libsvm.table(spark, path, columns, true, OptionalLong.empty());
  }

  /** The same with values that may be any numbers, such as negative ones. */
  public static InputTable libsvmNumbers(SparkSession spark, String path, int columns) {
    return Libsvm.table(spark, path, columns, false, OptionalLong.empty());
  }

  /** The user's columns; of files also {@code file} and {@code offset}. */
  public Dataset<Row> plain() {
    return rows.drop(KEY, PIECE, PROBLEM, CONTENT)
        .withColumnRenamed(FILE, "file")
        .withColumnRenamed(OFFSET, "offset");
  }

  boolean has(String column) {
    return Arrays.asList(rows.schema().fieldNames()).contains(column);
  }
}
