package org.sparksvi.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.config.Configuration;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.Checksums;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.input.IdxFixture;
import org.sparksvi.spark.input.RowSource;

/**
 * Inputs of every format become the files that they became at commit 0cb2fcd, byte for byte; but
 * for those with equal rows, which have been spread over the order since.
 */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class BlockFingerprintsTest {
  private static final String WORDS = "abcdefghijklmnopqrstuvwxyz";

  private SparkSession spark;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    spark = session;
  }

  /** An input: what is written, the keys that name it, and the hash of the blocks' files. */
  enum Case {
    DOCWORD(true, "path = \"$/docword.txt\", held-out = 0.25", "9c2dda710fb0a73d"),
    DOCWORD_SKIPPING(
        true, "path = \"$/bad-docword.txt\", held-out = 0, on-invalid = skip", "88fc1cdbad36e1b3"),
    DOCWORD_SCORED_WHOLE(false, "path = \"$/docword.txt\", held-out = 0.25", "eb577706701b3070"),
    DOCWORD_WITH_A_HELD_OUT_FILE(
        true,
        "path = \"$/docword.txt\", vocabulary = \"$/vocabulary.txt\", held-out = \"$/other.txt\"",
        "3e72b8d0c47d3758"),
    DOCWORD_WITH_HALVES(
        true,
        "path = \"$/docword.txt\", held-out = \"$/other.txt\", held-out-observed = \"$/docword.txt\"",
        "736ee09927d3656d"),
    TEXT(
        true,
        "path = \"$/lines.txt\", format = text, held-out = 0.25, " + Case.SHORT,
        "87acd5656bbd295a"),
    TEXT_OF_GIVEN_WORDS(
        true,
        "path = \"$/lines.txt\", format = text, vocabulary = \"$/vocabulary.txt\", held-out = 0.25, "
            + Case.SHORT,
        "3b5b6d8f89c8df5f"),
    FILES(
        true,
        "path = \"$/files\", format = files, held-out = 0, " + Case.SHORT,
        "34992960921427df"),
    FILES_WITH_HALVES(
        true,
        "path = \"$/files\", format = files, held-out = \"$/scored\", held-out-observed = \"$/files\", "
            + Case.SHORT,
        "31027df06634d42d"),
    CSV_TEXT(
        true,
        "path = \"$/texts.csv\", format = csv, column = text, held-out = 0.25, " + Case.SHORT,
        "fa2e8e24cbe38158"),
    JSON_COUNTS(
        true,
        "path = \"$/counts.json\", format = json, column = n, held-out = 0.25",
        "77fd15552b77ef5e"),
    PARQUET_COUNTS(
        false,
        "path = \"$/counts.parquet\", format = parquet, column = v, held-out = 0.25",
        "353297ec1172a305"),
    LIBSVM_COUNTS(
        true, "path = \"$/counts.libsvm\", format = libsvm, held-out = 0.25", "9516687c5c97244e"),
    CSV(
        "path = \"$/rows.csv\", format = csv, held-out = 0.25, weight-column = w, columns = [\"*\"]",
        "a1b9f7ce44e59f09"),
    CSV_COLUMNS(
        "path = \"$/rows.csv\", format = csv, held-out = \"$/rows.csv\", columns = [y, \"x*\"], scale = 4",
        "9c28a4c1e15bab7e"),
    CSV_SKIPPING(
        "path = \"$/bad.csv\", format = csv, held-out = 0, columns = [x, y], on-invalid = skip",
        "3bc446ff327abede"),
    JSON(
        "path = \"$/rows.json\", format = json, held-out = 0.25, columns = [x, y]",
        "c06effebd66386c5"),
    PARQUET(
        "path = \"$/rows.parquet\", format = parquet, held-out = 0.25, columns = [\"*\"]",
        "5f651a3cc6a6d0b2"),
    PARQUET_VECTORS(
        "path = \"$/rows.parquet\", format = parquet, held-out = 0.25, column = v, weight-column = w",
        "6b6c79c4fed99038"),
    LIBSVM("path = \"$/rows.libsvm\", format = libsvm, held-out = 0.25", "5cafb3514152663b"),
    IDX("path = \"$/images.idx\", format = idx, held-out = 0.25", "599556539d7e1061"),
    IMAGES("path = \"$/images\", format = images, held-out = 0.25", "4c71be4ef6ab29f5");

    private static final String SHORT = "text { min-documents = 2, max-documents = 1 }";

    private final boolean counts;
    private final boolean halves;
    private final String keys;
    private final String hash;

    Case(boolean halves, String keys, String hash) {
      this.counts = true;
      this.halves = halves;
      this.keys = keys;
      this.hash = hash;
    }

    Case(String keys, String hash) {
      this.counts = false;
      this.halves = false;
      this.keys = keys;
      this.hash = hash;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFilesAreThoseOfTheCommitThatTheyWereRecordedAt(Case input) throws IOException {
    write();
    Configuration c =
        Configuration.of(
            "input { %s }".formatted(input.keys.replace("$", directory.toString())),
            "test.conf",
            List.of());

    Map<String, String> files =
        input.counts
            ? ingest(counts(CountSettings.of(c), input.halves), CountSettings.of(c).input())
            : ingest(
                new DenseInputs(spark, NumberSettings.of(c), true, ValueRule.ANY, List.of()),
                NumberSettings.of(c).input());

    StringBuilder all = new StringBuilder();
    files.forEach((name, hash) -> all.append(name).append(' ').append(hash).append('\n'));
    assertEquals(
        input.hash,
        Checksums.sha256(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16),
        () -> input + "\n" + all);
  }

  private CountInputs counts(CountSettings settings, boolean halves) {
    return halves
        ? CountInputs.halved(spark, settings)
        : CountInputs.whole(spark, settings, ValueRule.ANY);
  }

  private Map<String, String> ingest(RowInput rows, InputSettings input) throws IOException {
    HeldOutSource heldOut = input.heldOut();
    double share = heldOut instanceof HeldOutSource.Fraction some ? some.share() : 0;
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    BlockIngestion ingestion =
        new BlockIngestion(context, new IngestSettings(7, 8, share), rows.kind());
    RowSource source = rows.training(note -> {});
    Ingested ingested = ingestion.training(source, hadoop("training"), hadoop("held-out"));
    if (heldOut instanceof HeldOutSource.Documents documents) {
      ingestion.heldOut(rows.rows(documents.path(), rows.names(source)), hadoop("held-out"));
    } else if (heldOut instanceof HeldOutSource.Halves halves) {
      ingestion.heldOut(
          rows.rows(halves.observed(), rows.names(source)),
          rows.rows(halves.scored(), rows.names(source)),
          hadoop("held-out"));
    }
    Map<String, String> files = new TreeMap<>(rows.counts(source, ingested.tally()));
    files.keySet().removeAll(Set.of("files", "columnsLeftOut")); // said since
    files.put("names", String.join(" ", rows.names(source).words()));
    for (String name : List.of("training", "held-out")) {
      hash(name, files);
    }
    return files;
  }

  private org.apache.hadoop.fs.Path hadoop(String name) {
    return new org.apache.hadoop.fs.Path(directory.resolve(name).toUri());
  }

  private void hash(String name, Map<String, String> into) throws IOException {
    if (!Files.exists(directory.resolve(name))) {
      return;
    }
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      for (Path file : files.toList()) {
        into.put(name + "/" + file.getFileName(), Checksums.sha256(Files.readAllBytes(file)));
      }
    }
  }

  private void write() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    writeCounts(random);
    writeTexts(random);
    writeNumbers(random);
    writeImages(random);
  }

  private void text(String name, List<String> lines) throws IOException {
    Files.write(directory.resolve(name), lines);
  }

  private void writeCounts(SplittableRandom random) throws IOException {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    List<String> json = new ArrayList<>();
    List<String> libsvm = new ArrayList<>();
    List<Row> vectors = new ArrayList<>();
    for (int d = 1; d <= 60; d++) {
      double[] n = new double[WORDS.length()];
      StringBuilder line = new StringBuilder("1");
      for (int w = 0; w < n.length; w++) {
        n[w] = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
        n[w] = n[w] == 2 && random.nextInt(4) == 0 ? 0.3 : n[w];
        if (n[w] > 0) {
          ((d + w) % 5 == 0 ? second : first).add("%d %d %s".formatted(d, w + 1, n[w]));
          line.append(" %d:%s".formatted(w + 1, n[w]));
        }
      }
      if (d % 7 == 0) {
        first.add(d + " 3 0.1");
        first.add(d + " 1 0");
      }
      json.add("{\"n\": %s}".formatted(java.util.Arrays.toString(n)));
      libsvm.add(line.toString());
      vectors.add(RowFactory.create(Vectors.dense(n).compressed()));
    }
    text("docword.txt", docword(first, first.size()));
    text("other.txt", docword(second, second.size()));
    first.add(9, "7 99 1");
    first.add(20, "word");
    text("bad-docword.txt", docword(first, first.size() + 1));
    text("vocabulary.txt", WORDS.chars().mapToObj(w -> "" + (char) w + (char) w).toList());
    text("counts.json", json);
    text("counts.libsvm", libsvm);
    spark
        .createDataFrame(vectors, new StructType().add("v", SQLDataTypes.VectorType()))
        .write()
        .parquet(directory.resolve("counts.parquet").toString());
  }

  private static List<String> docword(List<String> entries, int declared) {
    return Stream.concat(
            Stream.of("60", Integer.toString(WORDS.length()), Integer.toString(declared)),
            entries.stream())
        .toList();
  }

  private void writeTexts(SplittableRandom random) throws IOException {
    List<String> lines = new ArrayList<>();
    Files.createDirectories(directory.resolve("files/deep"));
    Files.createDirectories(directory.resolve("scored/deep"));
    for (int d = 0; d < 60; d++) {
      StringBuilder line = new StringBuilder(d == 9 ? "The and" : "");
      for (int i = random.nextInt(9); d != 9 && i >= 0; i--) {
        char w = WORDS.charAt(random.nextInt(1 + random.nextInt(WORDS.length())));
        line.append(w).append(Character.toUpperCase(w)).append(i % 2 == 0 ? ", " : " the ");
      }
      lines.add(line.toString());
      String name = (d % 3 == 0 ? "deep/" : "") + d + ".txt";
      Files.writeString(directory.resolve("files/" + name), line);
      Files.writeString(directory.resolve("scored/" + name), line.reverse());
    }
    text("lines.txt", lines);
    lines.replaceAll(line -> line.isEmpty() ? "1,," : "1,\"" + line + "\",2");
    lines.add(0, "id,text,more");
    text("texts.csv", lines);
  }

  private void writeNumbers(SplittableRandom random) throws IOException {
    StructType schema =
        new StructType()
            .add("x", DataTypes.DoubleType)
            .add("y", DataTypes.IntegerType)
            .add("name", DataTypes.StringType)
            .add("w", DataTypes.DoubleType)
            .add("v", SQLDataTypes.VectorType());
    List<String> csv = new ArrayList<>(List.of("x,y,name,w"));
    List<String> bad = new ArrayList<>(List.of("x,y"));
    List<String> json = new ArrayList<>();
    List<String> libsvm = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < 70; r++) {
      double x = Math.round(1000 * random.nextDouble(-2, 2)) / 1000.0;
      int y = random.nextInt(9) - 4;
      double w = 1 + random.nextInt(3);
      csv.add((r % 8 == 0 ? "NaN" : x) + "," + y + ",n," + w);
      bad.add(r % 9 == 0 ? x + ",y" : r % 11 == 0 ? "1,2,3" : x + "," + y);
      json.add("{\"x\": %s, \"y\": %d}".formatted(r % 8 == 0 ? null : x, y));
      libsvm.add("%d 1:%s 3:%d".formatted(r, x, y));
      rows.add(RowFactory.create(x, y, "n", w, Vectors.dense(x, y, 0).compressed()));
    }
    csv.add("-0.0,0,n,1");
    text("rows.csv", csv);
    text("bad.csv", bad);
    text("rows.json", json);
    text("rows.libsvm", libsvm);
    spark
        .createDataFrame(rows, schema)
        .write()
        .parquet(directory.resolve("rows.parquet").toString());
  }

  private void writeImages(SplittableRandom random) throws IOException {
    Files.createDirectories(directory.resolve("images/deep"));
    int[] pixels = new int[40 * 6];
    for (int i = 0; i < 40; i++) {
      BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
      for (int p = 0; p < 6; p++) {
        pixels[6 * i + p] = random.nextInt(256);
        image.getRaster().setSample(p % 3, p / 3, 0, pixels[6 * i + p]);
      }
      String name = (i % 3 == 0 ? "deep/" : "") + i + ".png";
      ImageIO.write(image, "png", directory.resolve("images/" + name).toFile());
    }
    Files.write(directory.resolve("images.idx"), IdxFixture.ubytes(pixels, 40, 2, 3));
  }
}
