package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.job.CommandRun.done;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.input.IdxFixture;

/** Autoencoders, from the command to its files. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class AutoencoderCommandsTest {
  private static final int ROWS = 120;
  private static final int DOCUMENTS = 60; // by turns of two themes that share no word
  private static final int IMAGES = 60;
  private static final String NETWORKS =
      """
      model { kind = autoencoder, latent = 2, encoder = [8], decoder = [8] }
      inference { batch-size = 40, block-size = 10, epochs = 30, gradient.rate = 0.05 }
      """;

  @TempDir private Path directory;

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private String conf(String input) throws IOException {
    return Files.writeString(directory.resolve("job.conf"), input + "\n" + NETWORKS).toString();
  }

  /** Rows far from 0 on a bent line in four columns, beside a name. */
  private String rows() throws IOException {
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("name,a,b,c,d\n");
    for (int r = 0; r < ROWS; r++) {
      double t = 2 * random.nextDouble() - 1;
      double[] x = {1000 + 90 * t, 1000 + 90 * t * t, 1000 - 90 * t, 1000 + 30 * t};
      csv.append("row").append(r);
      for (double value : x) {
        csv.append(String.format(Locale.ROOT, ",%.4f", value + 3 * random.nextGaussian()));
      }
      csv.append('\n');
    }
    return Files.writeString(directory.resolve("rows.csv"), csv).toString();
  }

  private String numbers() throws IOException {
    return conf(
        """
        input { path = "%s", format = csv, image = [2, 2], columns = ["*"] }
        model.likelihood = gaussian
        """
            .formatted(rows()));
  }

  private String counts(String likelihood) throws IOException {
    Corpus.write(directory, DOCUMENTS);
    return conf(
        """
        input { path = "%1$s/docword.txt", vocabulary = "%1$s/vocab.txt" }
        model.likelihood = %2$s
        """
            .formatted(directory, likelihood));
  }

  private CommandRun train(String conf, String run, String... overrides) {
    return CommandRun.train(conf, at(run), overrides).done();
  }

  private static ObjectNode json(String... arguments) {
    return CommandRun.of(arguments).json();
  }

  private List<Row> transform(SparkSession spark, String input) {
    done("transform", at("run"), "--input", input, "--output", at("out"));
    return spark.read().parquet(at("out")).collectAsList();
  }

  private static Dataset<Row> csv(SparkSession spark, String path) {
    return spark.read().option("header", true).option("inferSchema", true).csv(path);
  }

  @Test
  void rowsOfNumbersAreDescribedByTheUnitsInUse() throws IOException {
    CommandRun trained = train(numbers(), "run");

    assertTrue(
        trained
            .err()
            .contains(
                "training a variational autoencoder of 2 latent units on 120 rows of 4 columns"),
        trained.err());
    ObjectNode learnt = json("describe", at("run"), "--json");
    String told = done("describe", at("run")).out();
    int active = learnt.path("activeUnits").asInt();
    assertTrue(active >= 1, learnt.toString()); // without z the line cannot be told
    assertEquals(2, active + learnt.path("collapsedUnits").asInt());
    assertEquals(2, learnt.path("divergence").size());
    assertEquals(2, learnt.path("meanVariance").size());
    // the encoder 4-8-2·2, the decoder 2-8-4, and a variance
    assertEquals(4 * 8 + 8 + 8 * 4 + 4 + 2 * 8 + 8 + 8 * 4 + 4 + 1, learnt.path("weights").asInt());
    assertTrue(told.contains(active + " of 2 latent units are active"), told);
    assertTrue(told.contains("encoder 4-8-2\ndecoder 2-8-4 (relu)"), told);
  }

  @Test
  void rowsOfNumbersAreScoredByBoundsThatASeedNames() throws IOException {
    train(numbers(), "run");
    String input = at("rows.csv");

    ObjectNode few =
        json("evaluate", at("run"), "--input", input, "--samples", "2", "--seed", "3", "--json");
    ObjectNode other =
        json("evaluate", at("run"), "--input", input, "--samples", "2", "--seed", "4", "--json");
    ObjectNode many = json("evaluate", at("run"), "--input", input, "--json");

    assertNotEquals(few, other);
    assertEquals(2, few.path("samples").asInt());
    assertEquals(1000, many.path("samples").asInt());
    double elbo = many.path("heldOutElboPerRow").asDouble();
    double density = many.path("heldOutLogDensityPerRow").asDouble();
    assertTrue(elbo < density, "a bound: " + many);
    assertEquals(density - elbo, many.path("klGapPerRow").asDouble(), 1e-12);
    assertTrue(few.path("heldOutLogDensityPerRow").asDouble() < density, few + " " + many);
    double amortisation = many.path("amortisationGapPerRow").asDouble();
    assertTrue(amortisation < many.path("klGapPerRow").asDouble() + 0.1, "" + many);
    // four columns of noise 3 and a shape in one dimension: far above independent columns
    assertTrue(density > -4 * Math.log(3 * 4.13) - 6 && density < -10, "" + many);
    String told = done("evaluate", at("run"), "--input", input, "--samples", "2").out();
    assertTrue(told.contains("held-out ELBO per row: "), told);
    assertTrue(told.contains("importance-weighted: ") && told.contains("(2 samples)"), told);
    assertTrue(told.contains("(amortisation gap): "), told);
  }

  @Test
  void rowsOfNumbersAreRebuiltInTheirOwnUnits(SparkSession spark) throws IOException {
    train(numbers(), "run");

    List<Row> rows = transform(spark, at("rows.csv"));

    double squares = 0;
    for (Row row : rows) {
      assertEquals(2, row.<Vector>getAs("latentMean").size());
      Vector variances = row.getAs("latentVariance");
      assertTrue(variances.apply(0) > 0 && variances.apply(1) > 0, variances.toString());
      Vector rebuilt = row.getAs("reconstruction");
      assertEquals(4, rebuilt.size());
      assertTrue(Double.isFinite(row.<Double>getAs("logDensity")));
      for (int c = 0; c < 4; c++) {
        squares += Math.pow(row.getDouble(1 + c) - rebuilt.apply(c), 2);
      }
    }
    // the noise is 3, the columns' own deviations are 17 to 52
    assertTrue(Math.sqrt(squares / (4 * ROWS)) < 12, "" + Math.sqrt(squares / (4 * ROWS)));
  }

  @Test
  void rowsOfNumbersAreDrawnWithNoiseOrWithout(SparkSession spark) throws IOException {
    train(numbers(), "run");

    done("sample", at("run"), "--output", at("drawn"), "--rows", "400", "--picture", at("p.png"));
    done("sample", at("run"), "--output", at("means"), "--rows", "400", "--expected");

    Dataset<Row> drawn = csv(spark, at("drawn"));
    Dataset<Row> means = csv(spark, at("means"));
    assertArrayEquals(new String[] {"a", "b", "c", "d"}, drawn.columns());
    Row differences =
        drawn.selectExpr("avg(a)", "stddev(a)", "stddev(a + c)").collectAsList().get(0);
    assertEquals(1000, differences.getDouble(0), 30); // of E[a], by its deviation 52
    assertEquals(52, differences.getDouble(1), 26);
    double noise = drawn.selectExpr("stddev(a + c)").first().getDouble(0);
    double without = means.selectExpr("stddev(a + c)").first().getDouble(0);
    assertTrue(without < noise, without + " without noise, " + noise + " with it");
    int sheet = ImageIO.read(directory.resolve("p.png").toFile()).getWidth();
    assertTrue(sheet >= 10 * 2, "" + sheet);
  }

  @ParameterizedTest
  @CsvSource({"multinomial", "poisson", "negative-binomial"})
  void documentsAreTrainedOnScoredTransformedAndDrawn(String likelihood, SparkSession spark)
      throws IOException {
    CommandRun trained = train(counts(likelihood), "run");

    assertTrue(trained.err().contains("on 60 documents of 8 columns"), trained.err());
    ObjectNode learnt = json("describe", at("run"), "--json");
    assertTrue(learnt.path("activeUnits").asInt() >= 1, learnt.toString());
    ObjectNode score = json("evaluate", at("run"), "--input", at("docword.txt"), "--json");
    double density = score.path("heldOutLogDensityPerRow").asDouble();
    assertTrue(score.path("heldOutElboPerRow").asDouble() < density, score.toString());
    assertTrue(density < 0, score.toString()); // of a probability
    List<Row> rows = transform(spark, at("docword.txt"));
    for (Row row : rows) {
      Vector rebuilt = row.getAs("reconstruction");
      double sea = 0;
      double king = 0;
      for (int w = 0; w < 4; w++) {
        sea += rebuilt.apply(w);
        king += rebuilt.apply(4 + w);
      }
      boolean isSea = row.<Long>getAs("document") % 2 == 0;
      assertEquals(isSea, sea > king, row.toString());
      assertTrue(row.<Double>getAs("logDensity") < 0);
    }
    done("sample", at("run"), "--output", at("drawn"), "--rows", "50");
    List<String> words = Files.readAllLines(directory.resolve("vocab.txt"));
    List<Row> drawn = csv(spark, at("drawn")).na().fill("").collectAsList();
    assertEquals(50, drawn.size());
    double tokens = 0;
    for (Row row : drawn) {
      String text = row.getAs("text");
      List<String> read = text.isEmpty() ? List.of() : List.of(text.split(" "));
      assertTrue(words.containsAll(read), text);
      tokens += read.size();
    }
    assertEquals(8, tokens / 50, 3); // tokens of a document of the corpus
  }

  /** Two kinds of 2 x 4 images: light left or right. */
  private byte[] images() throws IOException {
    Random random = new Random(1);
    int[] values = new int[8 * IMAGES];
    for (int i = 0; i < values.length; i++) {
      boolean left = i % 4 < 2;
      boolean kind = i / 8 % 2 == 0;
      values[i] = (left == kind ? 205 : 0) + random.nextInt(50);
    }
    return IdxFixture.ubytes(values, IMAGES, 2, 4);
  }

  @Test
  void imagesBinarisedAnewEveryRoundComeBackAsImages(SparkSession spark) throws IOException {
    Files.write(directory.resolve("images.gz"), IdxFixture.gzip(images()));
    String conf =
        conf(
            """
            input { path = "%s", format = idx, held-out = 0.2 }
            model { likelihood = bernoulli, binarise = stochastic }
            """
                .formatted(at("images.gz")));

    train(
        conf,
        "run",
        "inference.batch-size=20",
        "inference.block-size=5",
        "inference.epochs=100",
        "run.publish=last");
    ObjectNode score = json("evaluate", at("run"), "--input", at("images.gz"), "--json");
    List<Row> rows = transform(spark, at("images.gz"));
    done("sample", at("run"), "--output", at("bits"), "--rows", "64", "--picture", at("p.png"));
    done("sample", at("run"), "--output", at("greys"), "--rows", "64", "--expected");

    double density = score.path("heldOutLogDensityPerRow").asDouble();
    assertTrue(density < 0 && density > -8 * Math.log(2), score.toString()); // of 8 fair bits
    for (Row row : rows) {
      Vector rebuilt = row.getAs("reconstruction");
      boolean left = row.<Long>getAs("image") % 2 == 0;
      assertEquals(left, rebuilt.apply(0) > rebuilt.apply(2), row.toString());
    }
    Dataset<Row> bits = csv(spark, at("bits"));
    assertEquals(64, bits.filter("`pixel-0` in (0, 255)").count());
    Dataset<Row> greys = csv(spark, at("greys"));
    assertEquals(64, greys.filter("`pixel-0` > 0 and `pixel-0` < 255").count());
    assertTrue(ImageIO.read(directory.resolve("p.png").toFile()).getWidth() > 8 * 4);
  }
}
