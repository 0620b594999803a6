package org.sparksvi.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.SparseEntries;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.RowType;
import org.sparksvi.random.RowKeys;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.LabelledCodec;
import org.sparksvi.store.StoredBlocks;

/** Rows with responses, offsets, weights and groups reach their blocks as they were written. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class LabelledInputsTest {
  private static final int ROWS = 50;
  private static final String COLUMNS =
      "response-column = y, offset-column = o, weight-column = w, group-column = g";

  private SparkSession spark;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    spark = session;
  }

  private LabelledSettings settings(String name, String keys) {
    String input =
        "input { path = \"%s\", held-out = 0, %s }".formatted(directory.resolve(name), keys);
    return LabelledSettings.of(Configuration.of(input, "test.conf", List.of()), RowType.LABELLED);
  }

  private DenseInputs inputs(LabelledSettings settings) {
    return DenseInputs.labelled(spark, settings, RowType.LABELLED);
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), lines);
  }

  /** Rows of features, response, offset, weight and group. */
  private static List<String> csv() {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      lines.add(
          "%s,%d,%s,%s,%d,%d"
              .formatted(
                  random.nextGaussian(),
                  random.nextInt(7) - 3,
                  random.nextGaussian(),
                  random.nextGaussian() / 4,
                  1 + random.nextInt(3),
                  random.nextInt(5)));
    }
    return lines;
  }

  private static List<String> withHeader(List<String> rows) {
    List<String> lines = new ArrayList<>(rows);
    lines.add(0, "x,n,y,o,w,g");
    return lines;
  }

  private List<LabelledBlock> ingest(DenseInputs inputs, String store) throws IOException {
    return ingest(inputs, inputs.training(note -> {}), store);
  }

  private List<LabelledBlock> ingest(DenseInputs inputs, RowSource source, String store)
      throws IOException {
    Ingested ingested =
        new BlockIngestion(
                new JavaSparkContext(spark.sparkContext()),
                new IngestSettings(7, 8, 0),
                inputs.kind())
            .training(source, hadoop(store), hadoop(store + "-held-out"));
    assertEquals("labelled", ingested.training().orElseThrow().kind());
    StoredBlocks<LabelledBlock> stored =
        StoredBlocks.open(
            HadoopFiles.of(hadoop(store), spark.sparkContext().hadoopConfiguration()),
            hadoop(store),
            new LabelledCodec());
    return IntStream.range(0, stored.count()).mapToObj(stored::read).toList();
  }

  private org.apache.hadoop.fs.Path hadoop(String name) {
    return new org.apache.hadoop.fs.Path(directory.resolve(name).toUri());
  }

  private Map<String, String> files(String store) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var all = Files.list(directory.resolve(store))) {
      for (Path file : all.toList()) {
        files.put(
            file.getFileName().toString(),
            org.sparksvi.format.Checksums.sha256(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  /** Every row as text, sorted: its features that are not 0, then what else it has. */
  private static List<String> contents(List<LabelledBlock> blocks) {
    List<String> rows = new ArrayList<>();
    for (LabelledBlock block : blocks) {
      LabelledBlock.Sides sides = block.sides();
      for (int r = 0; r < block.rows(); r++) {
        rows.add(
            "%sy=%s o=%s w=%s g=%d"
                .formatted(
                    features(block, r),
                    sides.responses()[r],
                    sides.offsets()[r],
                    sides.weights()[r],
                    sides.groups()[r]));
      }
    }
    Collections.sort(rows);
    return rows;
  }

  private static String features(LabelledBlock block, int row) {
    StringBuilder text = new StringBuilder();
    if (block.dense().isPresent()) {
      for (int c = 0; c < block.columns(); c++) {
        double value = block.dense().get()[row * block.columns() + c];
        text.append(value == 0 ? "" : c + ":" + value + " ");
      }
    } else {
      SparseEntries entries = block.sparse().orElseThrow();
      for (int i = entries.start()[row]; i < entries.start()[row + 1]; i++) {
        int column = entries.distinct()[entries.place()[i]];
        text.append(column).append(':').append(entries.values()[i]).append(' ');
      }
    }
    return text.toString();
  }

  @Test
  void rowsOfATableComeBackFromTheirBlocks() throws IOException {
    write("rows.csv", withHeader(csv()));

    List<LabelledBlock> blocks =
        ingest(inputs(settings("rows.csv", "format = csv, " + COLUMNS)), "store");

    List<String> expected = new ArrayList<>();
    for (String line : csv()) {
      String[] cells = line.split(",", -1);
      double n = Double.parseDouble(cells[1]);
      expected.add(
          "0:%s %sy=%s o=%s w=%s.0 g=%s"
              .formatted(
                  cells[0], n == 0 ? "" : "1:" + n + " ", cells[2], cells[3], cells[4], cells[5]));
    }
    Collections.sort(expected);
    assertEquals(expected, contents(blocks));
    assertTrue(blocks.size() > 1);
    assertTrue(blocks.get(0).dense().isPresent());
    assertEquals(2, blocks.get(0).columns());
  }

  /** Other orders, splits and formats give the same files. */
  @Test
  void orderSplitsAndFormatsHaveNoInfluence() throws IOException {
    List<String> rows = csv();
    write("rows.csv", withHeader(rows));
    Files.createDirectory(directory.resolve("many"));
    Collections.shuffle(rows, new Random(3));
    write("many/a.csv", withHeader(rows.subList(0, 9)));
    write("many/b.csv", withHeader(rows.subList(9, ROWS)));
    List<String> json = new ArrayList<>();
    for (String row : rows) {
      String[] c = row.split(",", -1);
      json.add(
          "{\"x\":%s,\"n\":%s,\"y\":%s,\"o\":%s,\"w\":%s,\"g\":%s}"
              .formatted(c[0], c[1], c[2], c[3], c[4], c[5]));
    }
    write("rows.json", json);
    String keys = COLUMNS + ", columns = [x, n]";

    ingest(inputs(settings("rows.csv", "format = csv, " + keys)), "one");
    ingest(inputs(settings("many", "format = csv, " + keys)), "two");
    ingest(inputs(settings("rows.json", "format = json, " + keys)), "three");

    assertEquals(files("one"), files("two"));
    assertEquals(files("one"), files("three"));
  }

  @Test
  void sparseVectorsKeepNegativeValuesAndAreTheRowsOfTheirColumns() throws IOException {
    StructType schema =
        new StructType().add("v", SQLDataTypes.VectorType()).add("y", DataTypes.DoubleType);
    List<Row> rows =
        List.of(
            RowFactory.create(Vectors.sparse(5, new int[] {1, 4}, new double[] {-2.5, 1}), 1.0),
            RowFactory.create(Vectors.dense(0, 0, -0.0, 0, 3), -1.0),
            RowFactory.create(Vectors.sparse(5, new int[] {0}, new double[] {0}), 0.5));
    String path = directory.resolve("v.parquet").toString();
    spark.createDataFrame(rows, schema).repartition(2).write().parquet(path);

    List<LabelledBlock> blocks =
        ingest(
            inputs(settings("v.parquet", "format = parquet, column = v, response-column = y")),
            "v");

    assertEquals(
        List.of(
            "y=0.5 o=0.0 w=1.0 g=0",
            "1:-2.5 4:1.0 y=1.0 o=0.0 w=1.0 g=0",
            "4:3.0 y=-1.0 o=0.0 w=1.0 g=0"),
        sortedByFeatures(contents(blocks)));
    SparseEntries entries = blocks.get(0).sparse().orElseThrow();
    assertArrayEquals(new int[] {1, 4}, entries.distinct());
  }

  private static List<String> sortedByFeatures(List<String> rows) {
    List<String> sorted = new ArrayList<>(rows);
    sorted.sort((a, b) -> Boolean.compare(b.startsWith("y"), a.startsWith("y")));
    return sorted;
  }

  @Test
  void theLabelOfLibsvmIsTheResponse() throws IOException {
    write("rows.libsvm", List.of("1 1:-1.5 3:2", "-1 2:4", "0.5"));

    List<LabelledBlock> blocks =
        ingest(inputs(settings("rows.libsvm", "format = libsvm")), "libsvm");

    assertEquals(
        List.of(
            "0:-1.5 2:2.0 y=1.0 o=0.0 w=1.0 g=0",
            "1:4.0 y=-1.0 o=0.0 w=1.0 g=0",
            "y=0.5 o=0.0 w=1.0 g=0"),
        contents(blocks));
  }

  @Test
  void sparseAndDenseRowsOfTheSameContentHaveTheSameKey() {
    assertEquals(
        RowKeys.ofRoles(null, new double[] {0, -2, 0}, 1, 3, 0, 4, 0),
        RowKeys.ofRoles(new int[] {1}, new double[] {-2}, 1, 3, 0, 4, 0));
  }

  @Test
  void groupsOfTextAreKeptByTheirHash() throws IOException {
    write("rows.csv", List.of("x,y,g", "1,2,north", "3,4,south", "5,6,north"));

    List<LabelledBlock> blocks =
        ingest(
            inputs(settings("rows.csv", "format = csv, response-column = y, group-column = g")),
            "groups");

    long[] groups = blocks.get(0).sides().groups().clone();
    Arrays.sort(groups);
    long[] expected = {RowKeys.ofText("north"), RowKeys.ofText("north"), RowKeys.ofText("south")};
    Arrays.sort(expected);
    assertArrayEquals(expected, groups);
  }

  /** A row of trials is so many rows: of their share, and of their weight. */
  @Test
  void successesOfTrialsAreSharesThatWeighAsManyRows() throws IOException {
    write("rows.csv", List.of("x,y,t,w", "1,3,4,1", "2,0,5,2", "3,0,0,1"));

    List<LabelledBlock> blocks =
        ingest(
            inputs(
                settings(
                    "rows.csv",
                    "format = csv, response-column = y, trials-column = t, weight-column = w")),
            "trials");

    assertEquals(
        List.of(
            "0:1.0 y=0.75 o=0.0 w=4.0 g=0",
            "0:2.0 y=0.0 o=0.0 w=10.0 g=0",
            "0:3.0 y=0.0 o=0.0 w=0.0 g=0"),
        contents(blocks));
  }

  private record Names(List<String> names) implements ValueRule {
    private static final long serialVersionUID = 1L;

    @Override
    public String broken(double value) {
      return "";
    }
  }

  @Test
  void classesAreTheNumbersOfTheirNames() throws IOException {
    write("rows.csv", List.of("x,y", "1,high", "2, low", "3,2.0"));
    ValueRule classes = new Names(List.of("low", "2", "high"));
    LabelledSettings settings = settings("rows.csv", "format = csv, response-column = y");
    DenseInputs inputs =
        DenseInputs.labelled(spark, settings, RowType.LABELLED.whereResponses(classes));

    assertEquals(
        List.of(
            "0:1.0 y=2.0 o=0.0 w=1.0 g=0",
            "0:2.0 y=0.0 o=0.0 w=1.0 g=0",
            "0:3.0 y=1.0 o=0.0 w=1.0 g=0"),
        contents(ingest(inputs, "classes")));
  }

  /** Rows to score may be without a response, or even without its column. */
  @Test
  void aResponseMayBeMissingWhereRowsAreScored() throws IOException {
    write("some.csv", List.of("x,y", "1,2", "3,"));
    write("none.csv", List.of("x", "1", "3"));
    LabelledSettings settings = settings("some.csv", "format = csv, response-column = y");
    DenseInputs inputs = inputs(settings);
    Vocabulary names = Vocabulary.of(List.of("x"), "names");

    RowSource some = inputs.rows(settings.rows().input().path(), names);
    RowSource none = inputs.rows(directory.resolve("none.csv").toString(), names);

    assertEquals(
        List.of("0:1.0 y=2.0 o=0.0 w=1.0 g=0", "0:3.0 y=NaN o=0.0 w=1.0 g=0"),
        contents(ingest(inputs, some, "some")));
    assertEquals(
        List.of("0:1.0 y=NaN o=0.0 w=1.0 g=0", "0:3.0 y=NaN o=0.0 w=1.0 g=0"),
        contents(ingest(inputs, none, "none")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,,0,1,1 | response 'y' must be a finite number, but is missing or NaN",
        "1,Inf,0,1,1 | response 'y' must be a finite number, but is Infinity",
        "1,one,0,1,1 | column 'y' must be a number, but is \"one\"",
        "1,2,,1,1 | offset 'o' must be a finite number, but is missing or NaN",
        "1,2,0,-1,1 | weight 'w' must be finite, not negative and at most 1.0E100, but is -1.0",
        "1,2,0,1,1.5 | group 'g' must be a whole number or a text, but is 1.5",
        "1,2,0,1, | group 'g' must be a whole number or a text, but is missing",
        "NaN,2,0,1,1 | column 'x' must be a finite number, but is missing or NaN",
      })
  void aBadCellIsNamedWithItsRowAndColumn(String row, String message) throws IOException {
    Path file = write("bad.csv", List.of("x,y,o,w,g", "0.5,1,0,1,1", row));
    DenseInputs inputs = inputs(settings("bad.csv", "format = csv, columns = [x], " + COLUMNS));

    InputException refused = assertThrows(InputException.class, () -> ingest(inputs, "bad"));

    assertTrue(refused.getMessage().startsWith(file + ", row 2: " + message), refused.getMessage());
    assertTrue(Files.notExists(directory.resolve("bad")));
  }

  @Test
  void columnsThatAreNotFeaturesAreNotReadAsSuch() {
    assertThrows(
        ConfigurationException.class,
        () -> settings("x", "format = csv, columns = [x, y], response-column = y"));
    assertThrows(
        ConfigurationException.class,
        () -> settings("x", "format = libsvm, response-column = label"));
  }
}
