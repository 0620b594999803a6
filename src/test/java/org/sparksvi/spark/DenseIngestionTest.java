package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.data.ColumnRanges;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.random.RowKeys;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.input.DenseReader;
import org.sparksvi.spark.input.DenseSettings;
import org.sparksvi.spark.input.InputTable;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.spark.input.TableFormat;
import org.sparksvi.store.DenseCodec;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.StoredBlocks;

/** The same rows of numbers become the same files, however they are written and read. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class DenseIngestionTest {
  private static final IngestSettings SETTINGS = new IngestSettings(7, 8, 0.25);
  private static final StructType SCHEMA =
      new StructType()
          .add("name", DataTypes.StringType)
          .add("x", DataTypes.DoubleType)
          .add("n", DataTypes.IntegerType)
          .add("w", DataTypes.DoubleType);
  private static final int ROWS = 90;

  private final List<double[]> rows = drawn(); // x, n, w
  private JavaSparkContext spark;
  private SparkSession session;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    this.session = session;
    spark = new JavaSparkContext(session.sparkContext());
  }

  /** Rows of which some are there twice. */
  private static List<double[]> drawn() {
    Random random = new Random(3);
    List<double[]> rows = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      rows.add(
          r % 9 == 8
              ? rows.get(r - 1)
              : new double[] {random.nextGaussian(), random.nextInt(5), 1 + random.nextInt(3)});
    }
    return rows;
  }

  private Dataset<Row> table(int partitions, boolean shuffled) {
    List<Row> all = new ArrayList<>();
    for (double[] row : rows) {
      all.add(RowFactory.create("row", row[0], (int) row[1], row[2]));
    }
    if (shuffled) {
      Collections.shuffle(all, new Random(5));
    }
    return session.createDataFrame(spark.parallelize(all, partitions), SCHEMA);
  }

  private static DenseSettings settings(String... columns) {
    return new DenseSettings(
        Optional.empty(), List.of(columns), Optional.of("w"), false, 1, 0, OnInvalid.FAIL);
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private Ingested ingest(InputTable table, DenseSettings settings, String name) {
    RowSource source = DenseReader.of(table, settings).source(RowForm.PLAIN);
    return new BlockIngestion(spark, SETTINGS, RowKind.numbers())
        .training(
            source, hadoop(directory.resolve(name)), hadoop(directory.resolve(name + "-held-out")));
  }

  private Map<String, String> files(String name) throws IOException {
    Map<String, String> files = new TreeMap<>();
    StoreFiles.of(directory.resolve(name)).forEach((file, hash) -> files.put(file, "" + hash));
    StoreFiles.of(directory.resolve(name + "-held-out"))
        .forEach((file, hash) -> files.put("held-out/" + file, "" + hash));
    return files;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void partitionsAndOrderHaveNoInfluence(int partitions) throws IOException {
    ingest(new InputTable(table(3, false), "a"), settings("*"), "a");
    ingest(new InputTable(table(partitions, true), "b"), settings("*"), "b");

    assertEquals(files("a"), files("b"));
  }

  @Test
  void formatsHaveNoInfluence() throws IOException {
    StringBuilder csv = new StringBuilder("name,x,n,w\n");
    StringBuilder json = new StringBuilder();
    for (double[] row : rows) {
      csv.append(String.format(Locale.ROOT, "row,%s,%.0f,%s\n", row[0], row[1], row[2]));
      json.append(
          String.format(
              Locale.ROOT,
              "{\"name\": \"row\", \"x\": %s, \"n\": %.0f, \"w\": %s}\n",
              row[0],
              row[1],
              row[2]));
    }
    String csvPath = java.nio.file.Files.writeString(directory.resolve("rows.csv"), csv).toString();
    String jsonPath =
        java.nio.file.Files.writeString(directory.resolve("rows.json"), json).toString();
    String parquet = directory.resolve("rows.parquet").toString();
    table(3, true).write().parquet(parquet);
    DenseSettings both = settings("x", "n");

    ingest(
        InputTable.read(session, csvPath, TableFormat.CSV, Optional.empty(), false), both, "csv");
    ingest(
        InputTable.read(session, jsonPath, TableFormat.JSON, Optional.empty(), false),
        both,
        "json");
    ingest(
        InputTable.read(session, parquet, TableFormat.PARQUET, Optional.empty(), false),
        both,
        "parquet");

    assertEquals(files("csv"), files("json"));
    assertEquals(files("csv"), files("parquet"));
  }

  @Test
  void aVectorIsTheSameRowAsItsColumns() throws IOException {
    StructType schema =
        new StructType()
            .add("v", org.apache.spark.ml.linalg.SQLDataTypes.VectorType())
            .add("w", DataTypes.DoubleType);
    List<Row> all = new ArrayList<>();
    for (double[] row : rows) {
      all.add(RowFactory.create(Vectors.dense(row[0], row[1]).compressed(), row[2]));
    }
    DenseSettings vector =
        new DenseSettings(
            Optional.of("v"), List.of(), Optional.of("w"), false, 1, 0, OnInvalid.FAIL);

    ingest(new InputTable(session.createDataFrame(all, schema), "v"), vector, "v");
    ingest(new InputTable(table(2, false), "c"), settings("x", "n"), "c");

    assertEquals(files("c"), files("v"));
  }

  @Test
  void rowsComeInTheOrderOfTheirKeysWithTheirWeights() throws IOException {
    Ingested ingested = ingest(new InputTable(table(3, false), "a"), settings("x", "n"), "a");

    RowOrder order = new RowOrder(new Streams(SETTINGS.seed()));
    TreeMap<Long, DataRow> placed = new TreeMap<>();
    double weight = 0;
    Map<Long, Integer> met = new HashMap<>();
    for (double[] row : rows) {
      double[] values = {row[0], row[1]};
      long key = RowKeys.ofNumbers(values, row[2]);
      int occurrence = met.merge(key, 1, Integer::sum) - 1;
      if (!order.heldOut(key, SETTINGS.heldOutFraction())) {
        long own = occurrence == 0 ? key : RowKeys.ofOccurrence(key, occurrence);
        placed.put(order.place(own), DataRow.numbers(key, values, row[2]));
        weight += row[2];
      }
    }
    List<DataRow> expected = List.copyOf(placed.values());
    org.apache.hadoop.fs.Path path = hadoop(directory.resolve("a"));
    StoredBlocks<DenseBlock> stored =
        StoredBlocks.open(HadoopFiles.of(path, new Configuration()), path, new DenseCodec());
    int r = 0;
    for (int b = 0; b < stored.count(); b++) {
      DenseBlock block = stored.read(b);
      for (int i = 0; i < block.rows(); i++, r++) {
        assertEquals(expected.get(r).key(), block.key(i));
        assertEquals(expected.get(r).value(0), block.values()[2 * i]);
        assertEquals(expected.get(r).value(1), block.values()[2 * i + 1]);
        assertEquals(expected.get(r).weight(), block.weights()[i]);
      }
    }
    assertEquals(expected.size(), r);
    assertEquals(weight, ingested.training().orElseThrow().weight(), 1e-9);
    assertEquals(ROWS - r, ingested.heldOut().orElseThrow().totalRows());
    assertTrue(ROWS > r);
  }

  @Test
  void rangesAreThoseOfTheRowsToTrainOn() {
    Ingested ingested = ingest(new InputTable(table(5, true), "a"), settings("x", "n"), "a");

    ColumnRanges ranges = ingested.tally().columnRanges().orElseThrow();
    assertEquals(2, ranges.columns());
    assertEquals(0, ranges.least(1));
    assertEquals(4, ranges.largest(1));
  }

  @Test
  void anotherSeedIsAnotherOrder() throws IOException {
    ingest(new InputTable(table(3, false), "a"), settings("*"), "a");
    RowSource source =
        DenseReader.of(new InputTable(table(3, false), "b"), settings("*")).source(RowForm.PLAIN);
    new BlockIngestion(spark, new IngestSettings(8, 8, 0.25), RowKind.numbers())
        .training(source, hadoop(directory.resolve("b")), hadoop(directory.resolve("b-held-out")));

    assertNotEquals(files("a"), files("b"));
  }
}
