package org.sparksvi.rows;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.CountBlock;
import org.sparksvi.models.topics.CompletionSplit;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.CountRows;
import org.sparksvi.spark.CountSource;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.CountCodec;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.StoredBlocks;

/** The documents of docword files as rows of a table, in the order of their ids. */
public final class DocwordTable {
  private static final int BLOCK_ROWS = 1024;
  private static final String DOCUMENT = "document";
  private static final String WORDS = "counts";
  private static final StructType SCHEMA =
      new StructType()
          .add(DOCUMENT, DataTypes.LongType, false)
          .add(WORDS, SQLDataTypes.VectorType(), false);

  private final SparkSession spark;
  private final Path scratch;

  /**
   * Reads by a Spark session.
   *
   * @param scratch directory for what is needed until the rows are read
   */
  public DocwordTable(SparkSession spark, Path scratch) {
    this.spark = spark;
    this.scratch = scratch;
  }

  /** Columns {@code document}, from 1 as in the file, and its counts. */
  public Dataset<Row> read(CountSource source) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    IngestSettings settings = new IngestSettings(0, BLOCK_ROWS, 0);
    Path blocks = new Path(scratch, "documents");
    BlockIndex index =
        new BlockIngestion<>(context, settings, new CountRows(new CompletionSplit(0)))
            .training(source, blocks, new Path(scratch, "none"))
            .training()
            .orElseThrow();
    SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoopConfiguration());
    String directory = blocks.toString();
    List<Integer> ids = IntStream.range(0, index.blocks()).boxed().toList();
    Dataset<Row> rows =
        spark.createDataFrame(
            context
                .parallelize(ids, Math.min(ids.size(), 4 * context.defaultParallelism()))
                .mapPartitions(some -> rows(some, directory, hadoop)),
            SCHEMA);
    return rows.orderBy(DOCUMENT).withColumn(CountTables.COUNTS, functions.col(WORDS));
  }

  private static Iterator<Row> rows(
      Iterator<Integer> blocks, String directory, SerializableConfiguration hadoop)
      throws java.io.IOException {
    Path path = new Path(directory);
    StoredBlocks<CountBlock> stored =
        StoredBlocks.open(HadoopFiles.of(path, hadoop.value()), path, new CountCodec());
    // one block at a time: a partition may hold more rows than memory
    return stream(blocks).flatMap(id -> rows(stored.read(id))).iterator();
  }

  private static Stream<Integer> stream(Iterator<Integer> ids) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(ids, Spliterator.ORDERED), false);
  }

  private static Stream<Row> rows(CountBlock block) {
    return IntStream.range(0, block.rows()).mapToObj(r -> row(block, r));
  }

  private static Row row(CountBlock block, int row) {
    int from = block.start()[row];
    int to = block.start()[row + 1];
    int[] columns = new int[to - from];
    double[] counts = new double[to - from];
    for (int i = from; i < to; i++) {
      columns[i - from] = block.distinct()[block.place()[i]];
      counts[i - from] = block.counts()[i];
    }
    return RowFactory.create(block.key(row) + 1, Vectors.sparse(block.columns(), columns, counts));
  }
}
