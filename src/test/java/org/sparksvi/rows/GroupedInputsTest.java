package org.sparksvi.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.RowType;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.MemoryIngestion;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.store.GroupedCodec;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.StoredBlocks;

/** Rows packed by group: the same blocks however they come, and never a group in two of them. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class GroupedInputsTest {
  private static final IngestSettings SETTINGS = new IngestSettings(7, 16, 0.25);
  private static final int GROUPS = 60;

  private SparkSession spark;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    spark = session;
  }

  private static org.sparksvi.config.Configuration configuration(String path, String keys) {
    return org.sparksvi.config.Configuration.of(
        "input { path = \"%s\", held-out = 0, format = csv, columns = [x], %s }"
            .formatted(path, keys),
        "test.conf",
        List.of());
  }

  private DenseInputs inputs(String name) {
    LabelledSettings settings =
        LabelledSettings.of(
            configuration(
                directory.resolve(name).toString(),
                "response-column = y, group-column = g, on-invalid = skip"),
            RowType.GROUPED);
    return (DenseInputs) settings.open(spark, RowType.GROUPED);
  }

  private static String line(String group, int row, double x) {
    return "%s,%s,%d".formatted(group, x, row);
  }

  /** Groups of 1 to 7 rows, and one of 90; some rows are there twice. */
  private static List<String> rows() {
    Random random = new Random(3);
    List<String> rows = new ArrayList<>();
    int row = 0;
    for (int g = 0; g < GROUPS; g++) {
      int size = g == 17 ? 90 : 1 + random.nextInt(7);
      for (int r = 0; r < size; r++) {
        rows.add(line(Integer.toString(g), row++, random.nextGaussian()));
      }
      rows.add(rows.get(rows.size() - 1));
    }
    return rows;
  }

  private void write(String name, List<String> lines, int files) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    for (int f = 0; f < files; f++) {
      List<String> own = new ArrayList<>(List.of("g,x,y"));
      for (int i = f; i < lines.size(); i += files) {
        own.add(lines.get(i));
      }
      Files.write(folder.resolve("part-" + f + ".csv"), own);
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private Ingested ingest(String name) {
    DenseInputs inputs = inputs(name);
    RowSource source = inputs.training(line -> {});
    return new BlockIngestion(new JavaSparkContext(spark.sparkContext()), SETTINGS, inputs.kind())
        .training(
            source,
            hadoop(directory.resolve(name + "-blocks")),
            hadoop(directory.resolve(name + "-held")));
  }

  private List<GroupedBlock> blocks(String name) throws IOException {
    org.apache.hadoop.fs.Path path = hadoop(directory.resolve(name));
    StoredBlocks<GroupedBlock> stored =
        StoredBlocks.open(HadoopFiles.of(path, new Configuration()), path, new GroupedCodec());
    List<GroupedBlock> blocks = new ArrayList<>();
    for (int b = 0; b < stored.count(); b++) {
      blocks.add(stored.read(b));
    }
    return blocks;
  }

  /** Groups in their order, each with its responses, which number the rows, ascending. */
  private static Map<Long, List<Double>> contents(List<GroupedBlock> blocks) {
    Map<Long, List<Double>> all = new java.util.LinkedHashMap<>();
    for (GroupedBlock block : blocks) {
      for (int g = 0; g < block.rows(); g++) {
        List<Double> rows = new ArrayList<>();
        for (int r = block.start(g); r < block.start(g + 1); r++) {
          rows.add(block.members().sides().responses()[r]);
        }
        Collections.sort(rows);
        assertTrue(all.put(block.group(g), rows) == null, "a group is in two places");
      }
    }
    return all;
  }

  @Test
  void groupsComeWholeInTheOrderOfTheirNumbers() throws IOException {
    List<String> rows = rows();
    write("a", rows, 3);
    Ingested ingested = ingest("a");

    RowOrder order = new RowOrder(new Streams(SETTINGS.seed()));
    TreeMap<Long, Long> placed = new TreeMap<>();
    Map<Long, List<Double>> expected = new HashMap<>();
    for (String row : rows) {
      long group = Long.parseLong(row.substring(0, row.indexOf(',')));
      if (!order.heldOut(group, SETTINGS.heldOutFraction())) {
        placed.put(order.place(group), group);
      }
      expected
          .computeIfAbsent(group, g -> new ArrayList<>())
          .add(Double.parseDouble(row.substring(row.lastIndexOf(',') + 1)));
    }
    Map<Long, List<Double>> trained = contents(blocks("a-blocks"));
    Map<Long, List<Double>> heldOut = contents(blocks("a-held"));
    assertEquals(List.copyOf(placed.values()), List.copyOf(trained.keySet()));
    Map<Long, List<Double>> both = new HashMap<>(trained);
    both.putAll(heldOut);
    assertEquals(expected, both);
    assertEquals(GROUPS, trained.size() + heldOut.size());
    assertTrue(heldOut.size() > 0);
    assertEquals(trained.size(), ingested.training().orElseThrow().totalRows());
    int mean = (int) Math.round(16.0 * GROUPS / rows.size()); // groups of a block of 16 rows
    List<GroupedBlock> blocks = blocks("a-blocks");
    for (int b = 0; b < blocks.size() - 1; b++) {
      assertEquals(mean, blocks.get(b).rows());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40})
  void filesAndOrderHaveNoInfluence(int files) throws IOException {
    List<String> rows = rows();
    write("a", rows, 3);
    List<String> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(5));
    write("b", shuffled, files);

    Ingested a = ingest("a");
    Ingested b = ingest("b");
    assertEquals(
        a.training().orElseThrow().fingerprint(), b.training().orElseThrow().fingerprint());
    assertEquals(a.heldOut().orElseThrow().fingerprint(), b.heldOut().orElseThrow().fingerprint());
  }

  @Test
  void memoryHoldsTheSameBlocks() throws IOException {
    write("a", rows(), 3);
    DenseInputs inputs = inputs("a");
    Ingested there = ingest("a");
    Ingested here =
        new MemoryIngestion(
                new JavaSparkContext(spark.sparkContext()), SETTINGS, inputs.kind(), 1 << 24)
            .training(inputs.training(line -> {}));

    assertEquals(
        there.training().orElseThrow().fingerprint(), here.training().orElseThrow().fingerprint());
    assertEquals(
        there.heldOut().orElseThrow().fingerprint(), here.heldOut().orElseThrow().fingerprint());
  }

  @Test
  void blanksAroundATextAreNotOfTheGroup() throws IOException {
    List<String> rows = List.of("north,1,1", " north ,2,2", "south,3,3", ",4,4", "  ,5,5");
    write("a", rows, 1);
    Ingested ingested = ingest("a");

    assertEquals(2, ingested.tally().invalid().count()); // without a group
    Set<List<Double>> groups = new HashSet<>(contents(blocks("a-blocks")).values());
    if (ingested.heldOut().isPresent()) {
      groups.addAll(contents(blocks("a-held")).values());
    }
    assertEquals(Set.of(List.of(1.0, 2.0), List.of(3.0)), groups);
  }

  /** Ids of services are such numbers; of one digit more they are refused. */
  @Test
  void groupsMayBeNumbersOfSixtyFourBits() throws IOException {
    write("a", List.of("9223372036854775807,1,1", "-9223372036854775808,2,2"), 1);
    Ingested ingested = ingest("a");
    Set<Long> groups = new HashSet<>(contents(blocks("a-blocks")).keySet());
    if (ingested.heldOut().isPresent()) {
      groups.addAll(contents(blocks("a-held")).keySet());
    }

    assertEquals(Set.of(Long.MAX_VALUE, Long.MIN_VALUE), groups);
  }

  @Test
  void oneGroupIsABlock() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int r = 0; r < 100; r++) {
      rows.add(line("5", r, r));
    }
    write("a", rows, 2);
    ingest("a");

    List<GroupedBlock> blocks = blocks("a-blocks");
    assertEquals(1, blocks.size());
    assertEquals(1, blocks.get(0).rows());
    assertEquals(100, blocks.get(0).members().rows());
  }

  @Test
  void aGroupThatFitsNoBlockIsRefused() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int r = 0; r < GroupedBlock.MOST_ROWS + 3; r++) {
      rows.add(line("5", r, 1));
    }
    write("a", rows, 1);

    FormatException refusal = assertThrows(FormatException.class, () -> ingest("a"));
    assertTrue(
        refusal.getMessage().contains("group 5 has " + (GroupedBlock.MOST_ROWS + 3)),
        refusal.getMessage());
  }

  @Test
  void theGroupMustBeNamed() {
    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () ->
                LabelledSettings.of(
                    configuration("x.csv", "response-column = y"), RowType.GROUPED));
    assertTrue(refusal.getMessage().contains("input.group-column"), refusal.getMessage());
  }

  /** What is said of a row is the number of rows of its group, and the sum of their x. */
  @Test
  void scoredRowsAreSaidAboutByGroupAndKeepTheirColumns() throws IOException {
    List<String> rows = rows();
    Collections.shuffle(rows, new Random(1));
    write("a", rows, 5);
    List<StructField> added =
        List.of(
            new StructField("size", DataTypes.IntegerType, false, Metadata.empty()),
            new StructField("sum", DataTypes.DoubleType, false, Metadata.empty()));
    Vocabulary names = Vocabulary.of(List.of("x"), "test");
    Dataset<Row> said =
        inputs("a")
            .reader(directory.resolve("a").toString(), names)
            .table()
            .withGroups(added, GroupedInputsTest::said);

    Map<String, Double> sums = new HashMap<>();
    Map<String, Integer> sizes = new HashMap<>();
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      sums.merge(cells[0], Double.parseDouble(cells[1]), Double::sum);
      sizes.merge(cells[0], 1, Integer::sum);
    }
    List<String> kept = new ArrayList<>();
    for (Row row : said.collectAsList()) {
      String group = row.get(0).toString();
      kept.add("%s,%s,%s".formatted(group, row.get(1), row.get(2)));
      assertEquals(sizes.get(group), row.getInt(3));
      assertEquals(sums.get(group), row.getDouble(4), 1e-12); // sums of 90 numbers at most
    }
    Collections.sort(kept);
    Collections.sort(rows);
    assertEquals(rows, kept);
  }

  private static List<Object[]> said(List<DataRow> rows) {
    Map<Long, Double> sums = new HashMap<>();
    Map<Long, Integer> sizes = new HashMap<>();
    GroupedBlock.of(0, 1, rows); // refuses groups in pieces
    for (DataRow row : rows) {
      sums.merge(row.roles().group(), row.value(0), Double::sum);
      sizes.merge(row.roles().group(), 1, Integer::sum);
    }
    return rows.stream()
        .map(row -> new Object[] {sizes.get(row.roles().group()), sums.get(row.roles().group())})
        .toList();
  }
}
