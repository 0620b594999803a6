package org.sparksvi.spark.input;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.spark.input.InputFiles.Chunk;
import org.sparksvi.spark.input.InputFiles.InputFile;
import org.sparksvi.spark.wire.Items;

/** Text files, plain or compressed, as a table of their lines or of the files themselves. */
final class TextFiles {
  /** The file's relative name, the offset of the first byte, the text, and what else is ours. */
  static final StructType SCHEMA =
      new StructType()
          .add(InputTable.FILE, DataTypes.StringType)
          .add(InputTable.OFFSET, DataTypes.LongType)
          .add(InputTable.TEXT, DataTypes.StringType)
          .add(InputTable.KEY, DataTypes.LongType)
          .add(InputTable.PROBLEM, DataTypes.StringType)
          .add(InputTable.CONTENT, DataTypes.StringType);

  private TextFiles() {}

  /** Rows of {@link #SCHEMA}; the size of splits has no influence on them. */
  static JavaRDD<Row> read(
      SparkSession spark, String path, boolean whole, OptionalLong splitBytes) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration configuration = context.hadoopConfiguration();
    List<InputFile> files = InputFiles.list(configuration, path);
    long split =
        splitBytes.orElseGet(() -> InputFiles.splitBytes(files, context.defaultParallelism()));
    List<List<Chunk>> slices = InputFiles.slices(configuration, files, whole, split);
    SerializableConfiguration shipped = new SerializableConfiguration(configuration);
    return Items.parallelize(context, slices, slices.size())
        .flatMap(slice -> new Documents(shipped.value(), slice, whole));
  }

  /** Documents of one chunk after the other; what is open is closed when the task ends. */
  private static final class Documents implements Iterator<Row> {
    private final Configuration configuration;
    private final Iterator<Chunk> chunks;
    private final boolean whole;
    private ChunkReader reader; // null before the first chunk

    Documents(Configuration configuration, List<Chunk> chunks, boolean whole) {
      this.configuration = configuration;
      this.chunks = chunks.iterator();
      this.whole = whole;
      TaskContext.get()
          .addTaskCompletionListener(
              context -> {
                if (reader != null) {
                  reader.close();
                }
              });
    }

    @Override
    public boolean hasNext() {
      while ((reader == null || !reader.hasNext()) && chunks.hasNext()) {
        reader = new ChunkReader(configuration, chunks.next(), whole);
      }
      return reader != null && reader.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("after the last document");
      }
      return reader.next();
    }
  }
}
