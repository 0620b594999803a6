package org.sparksvi.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.Compression;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.IdxHeader;
import org.sparksvi.spark.input.InputFiles.InputFile;
import org.sparksvi.spark.wire.Items;

/**
 * idx files as a table: {@code image}, the number of the row from 0 through all files by name,
 * which is its key, and {@link InputTable#FEATURES}.
 *
 * <p>Headers are read, and lengths checked against them, before there is a table. Plain files are
 * read in parts, compressed ones whole; how they are cut changes nothing.
 */
public final class IdxFiles {
  private static final StructType SCHEMA =
      new StructType()
          .add("image", DataTypes.LongType)
          .add(InputTable.FEATURES, SQLDataTypes.VectorType())
          .add(InputTable.FILE, DataTypes.StringType)
          .add(InputTable.OFFSET, DataTypes.LongType)
          .add(InputTable.KEY, DataTypes.LongType);
  private static final long MOST_RATIO = 1032; // bytes that deflate can make of one

  private IdxFiles() {}

  /** Opens a file, a directory or a pattern of files whose rows have one shape. */
  public static PixelTable open(SparkSession spark, String path) {
    return open(spark, path, OptionalLong.empty());
  }

  static PixelTable open(SparkSession spark, String path, OptionalLong splitBytes) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration configuration = context.hadoopConfiguration();
    List<InputFile> files = InputFiles.list(configuration, path);
    long split =
        splitBytes.orElseGet(() -> InputFiles.splitBytes(files, context.defaultParallelism()));
    List<IdxPart> parts = new ArrayList<>();
    IdxHeader first = null;
    long rows = 0;
    for (InputFile file : files) {
      IdxHeader header = header(configuration, file);
      first = first == null ? header : first;
      if (!header.hasRowsOf(first)) {
        throw new InputException(
            file.path(),
            "rows must be %s, as in %s, but are %s"
                .formatted(first.describeRows(), files.get(0).name(), header.describeRows()));
      }
      boolean whole = compression(configuration, file) != Compression.NONE;
      parts.addAll(IdxPart.cut(file, header, rows, whole, split));
      rows += header.rows();
    }
    SerializableConfiguration shipped = new SerializableConfiguration(configuration);
    JavaRDD<Row> all =
        Items.parallelize(context, parts, parts.size())
            .flatMap(part -> new IdxReader(shipped.value(), part));
    boolean bytes = first.type() == IdxHeader.Type.UBYTE && first.image().isPresent();
    return new PixelTable(
        new InputTable(spark.createDataFrame(all, SCHEMA), path),
        new RowForm(bytes ? RowForm.BYTE_SCALE : 1, first.image()),
        first.columns());
  }

  private static IdxHeader header(Configuration configuration, InputFile file) {
    Compression compression = compression(configuration, file);
    try (InputStream raw = InputFiles.open(configuration, file.path());
        InputStream in = Compression.open(raw, file.path())) {
      IdxHeader header = IdxHeader.read(in, file.path());
      long needed = header.offset(header.rows());
      if (compression != Compression.NONE) {
        if (compression == Compression.GZIP && file.length() * MOST_RATIO < needed) {
          throw new FormatException(
              file.path(),
              "%d rows of %s need %d bytes, more than %d compressed bytes can hold"
                  .formatted(header.rows(), header.describeRows(), needed, file.length()));
        }
      } else if (file.length() != needed) {
        throw new FormatException(
            file.path(),
            "%d rows of %s need %d bytes, but the file has %d"
                .formatted(header.rows(), header.describeRows(), needed, file.length()));
      }
      return header;
    } catch (IOException e) {
      throw new InputException(file.path(), "cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static Compression compression(Configuration configuration, InputFile file) {
    try {
      return InputFiles.compression(configuration, file.path());
    } catch (IOException e) {
      throw new InputException(file.path(), "cannot be read (" + e.getMessage() + ")", e);
    }
  }
}
