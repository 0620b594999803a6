package org.sparksvi.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.job.CommandRun;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trained;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.spark.SharedSpark;

/** Batches of a stream update runs that the command has trained from files. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class SviStreamFilesTest {
  private static final int ROWS = 40;
  private static final int WORDS = 6;
  private static final double ORDER = 1e-9; // the same sums, of rows in another order

  private static final double SINGLE = 1e-6; // the share of a topic in a token is a float

  @TempDir Path directory;
  private SparkSession spark;

  @BeforeEach
  void keepSession(SparkSession session) {
    spark = session;
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private String write(String name, List<String> lines) throws IOException {
    Files.write(directory.resolve(name), lines);
    return path(name);
  }

  private String train(String run, String path, String format, String conf) throws IOException {
    List<String> lines =
        List.of("input { path = \"%s\", format = %s }".formatted(path, format), conf);
    String directory = path(run);
    CommandRun.train(write(run + ".conf", lines), directory).done();
    return directory;
  }

  private Trained<?, ?, ?> published(String run) {
    RecordedRun recorded = RecordedRun.open(run, new Configuration(), Kinds.installed());
    return recorded.model(recorded.settings(List.of()));
  }

  private static void assertClose(Trained<?, ?, ?> expected, Trained<?, ?, ?> actual) {
    Bundle parameters = expected.parameters();
    for (int f = 0; f < parameters.layout().count(); f++) {
      String field = parameters.layout().field(f).name();
      double[] one = parameters.copyOf(field);
      double[] other = actual.parameters().copyOf(field);
      assertEquals(one.length, other.length, field);
      for (int i = 0; i < one.length; i++) {
        assertEquals(one[i], other[i], ORDER * (1 + Math.abs(one[i])), field);
      }
    }
  }

  /** Lines of csv with a response, a number, a category and a weight. */
  private static List<String> csv(int seed) {
    Random random = new Random(seed);
    return IntStream.rangeClosed(0, ROWS)
        .mapToObj(
            r -> {
              double x = random.nextGaussian();
              double y = 2 * x + r % 2 + random.nextGaussian();
              return r == 0
                  ? "y,x,side,w"
                  : String.format(
                      Locale.ROOT, "%.6f,%.6f,%s,%d", y, x, r % 2 == 0 ? "left" : "right", r % 3);
            })
        .toList();
  }

  private static final String REGRESSION =
      """
      input { response-column = y, categories = [side], weight-column = w, held-out = 0.25 }
      model { kind = regression, likelihood = gaussian }
      inference { batch-size = 10, block-size = 5, patience = 2 }
      run.publish = best
      """;

  @Test
  void rowsOfCsvAreThoseOfTheCommand() throws IOException {
    String base = write("base.csv", csv(1));
    String more = write("more.csv", csv(2));
    String streamed = train("streamed", base, "csv", REGRESSION);
    String updated = train("updated", base, "csv", REGRESSION);
    Trained<?, ?, ?> before = published(streamed);
    CommandRun.done(
        "update",
        updated,
        "--input",
        more,
        "-s",
        "input.held-out=0",
        "-s",
        "inference.patience=0",
        "-s",
        "run.publish=last");
    Dataset<Row> batch = spark.read().option("header", true).csv(more); // cells are texts

    SviStream stream = SviStream.updating(streamed);
    stream.update(batch, 0);
    stream.update(batch, 0);

    assertClose(published(updated), published(streamed));
    assertTrue(CommandRun.done("rollback", streamed).out().contains("model"));
    FaceLawsTest.assertSame(before, published(streamed), "taken back");
  }

  @Test
  void columnsThatDoNotFitAreRefusedByName() throws IOException {
    String run = train("run", write("base.csv", csv(1)), "csv", REGRESSION);
    Trained<?, ?, ?> before = published(run);
    Dataset<Row> batch = spark.read().option("header", true).csv(write("more.csv", csv(2)));
    SviStream stream = SviStream.updating(run).named("clicks");

    for (String column : List.of("y", "x", "side", "w")) {
      assertRefused(stream, batch.drop(column), "clicks, batch 3", "'" + column + "'");
    }
    assertRefused(stream, batch.withColumn("x", batch.col("side")), "clicks, batch 3", "x");
    FaceLawsTest.assertSame(before, published(run), "nothing is published");
  }

  private static void assertRefused(SviStream stream, Dataset<Row> batch, String... parts) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> stream.update(batch, 3));
    for (String part : parts) {
      assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }
  }

  private static List<String> libsvm(int seed) {
    Random random = new Random(seed);
    return IntStream.range(0, ROWS)
        .mapToObj(
            r -> {
              double x = random.nextGaussian();
              return "%s 1:%s 3:%s".formatted(3 * x + random.nextGaussian(), x, r % 4 + 1);
            })
        .toList();
  }

  @Test
  void rowsOfLibsvmAreLabelsAndFeatures() throws IOException {
    String base = write("base.svm", libsvm(1));
    String more = write("more.svm", libsvm(2));
    String conf = "model { kind = regression, likelihood = gaussian }";
    String streamed = train("streamed", base, "libsvm", conf);
    String updated = train("updated", base, "libsvm", conf);
    CommandRun.done("update", updated, "--input", more);

    SviStream stream = SviStream.updating(streamed);
    stream.update(spark.read().format("libsvm").option("numFeatures", 3).load(more), 0);

    assertClose(published(updated), published(streamed));
    Dataset<Row> wider = spark.read().format("libsvm").option("numFeatures", 4).load(more);
    assertRefused(stream, wider, "stream, batch 3", "'features'", "3", "4");
  }

  private static final String TOPICS =
      """
      input.text { min-documents = 1, max-documents = 1.0, stop-words = none }
      model { kind = topics, topics = 2, eta = 0.1 }
      inference { batch-size = all, rule = batch, epochs = 3 }
      """;

  /** At every full step the topics' counts add up to the tokens and the prior's pseudo-counts. */
  private static double tokens(Trained<?, ?, ?> topics) {
    double[] lambda = topics.parameters().copyOf("topics");
    return Arrays.stream(lambda).sum() - 0.1 * lambda.length;
  }

  @Test
  void linesOfTextAreValuesAndBringNewWords() throws IOException {
    String base = write("base.txt", List.of("apple pear apple", "pear plum", "sun rain snow"));
    String run = train("run", base, "text", TOPICS);
    assertEquals(8, tokens(published(run)), 8 * SINGLE);
    Path more = Path.of(write("more.txt", List.of("apple hail hail", "snow rain")));

    SviStream.updating(run).update(spark.read().text(more.toString()), 0);

    assertEquals(13, tokens(published(run)), 13 * SINGLE);
    List<String> words = published(run).names().words();
    assertEquals("hail", words.get(words.size() - 1));
    assertEquals(7, words.size());
  }

  @Test
  void documentsOfDocwordAreVectorsOfTheModelsWords() throws IOException {
    List<String> docword =
        List.of("3", Integer.toString(WORDS), "4", "1 1 2", "1 2 1", "2 6 3", "3 4 1");
    String words = write("words.txt", IntStream.range(0, WORDS).mapToObj(w -> "word" + w).toList());
    String conf =
        "input { vocabulary = \"%s\", held-out = \"%s\", held-out-observed = \"%s\" }\n"
                .formatted(words, path("base.docword"), path("base.docword"))
            + TOPICS.lines().skip(1).collect(Collectors.joining("\n"));
    String run = train("run", write("base.docword", docword), "docword", conf);
    assertEquals(7, tokens(published(run)), 7 * SINGLE);
    Files.delete(Path.of(words)); // the model has them

    SviStream stream = SviStream.updating(run);
    stream.update(documents(WORDS), 0);

    assertEquals(12, tokens(published(run)), 12 * SINGLE);
    assertRefused(stream, documents(WORDS + 1), "stream, batch 3", "features");
    assertRefused(stream, documents(WORDS).withColumnRenamed("features", "f"), "features");
  }

  private Dataset<Row> documents(int columns) {
    Vector one = Vectors.sparse(columns, new int[] {0, 4}, new double[] {1, 2});
    Vector other = Vectors.sparse(columns, new int[] {2}, new double[] {2});
    return spark.createDataFrame(
        List.of(RowFactory.create(one), RowFactory.create(other)),
        new StructType().add("features", SQLDataTypes.VectorType()));
  }
}
