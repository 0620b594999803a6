package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sparksvi.job.CommandRun.done;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.spark.input.IdxFixture;

/** New rows drawn from trained models, and images on the way in and out. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class SampleCommandTest {
  private static final int IMAGES = 60;

  @TempDir private Path directory;

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private void train(String... overrides) {
    trainBy("conf/mixture-faithful.conf", overrides);
  }

  private void trainBy(String conf, String... overrides) {
    CommandRun.train(conf, at("run"), overrides).done();
  }

  /** Two kinds of 3 x 4 images: light left or right. */
  private byte[] images() throws IOException {
    Random random = new Random(1);
    int[] values = new int[12 * IMAGES];
    for (int i = 0; i < values.length; i++) {
      boolean left = i % 4 < 2;
      boolean kind = i / 12 % 2 == 0;
      values[i] = (left == kind ? 200 : 20) + random.nextInt(40);
    }
    return IdxFixture.ubytes(values, IMAGES, 3, 4);
  }

  @Test
  void idxImagesAreTrainedOnScoredAndDrawn(SparkSession spark) throws IOException {
    Files.write(directory.resolve("images.gz"), IdxFixture.gzip(images()));
    Files.write(directory.resolve("plain"), images());
    train(
        "input.path=" + at("images.gz"),
        "input.format=idx",
        "model.covariance=spherical",
        "model.estimator=bayes");
    ObjectNode model =
        Json.read(Files.readString(directory.resolve("run/model/model.json")), "model");
    assertEquals(255, model.path("settings").path("scale").asDouble());
    assertEquals(4, model.path("settings").path("image").path("width").asInt());
    assertEquals("pixel-11", model.path("settings").path("columns").path(11).asText());

    String zipped = done("evaluate", at("run"), "--input", at("images.gz"), "--json").out();
    String plain = done("evaluate", at("run"), "--input", at("plain"), "--json").out();
    done("sample", at("run"), "--output", at("drawn"), "--rows", "500", "--picture", at("p.png"));

    assertEquals(zipped, plain);
    Dataset<Row> drawn =
        spark.read().option("header", true).option("inferSchema", true).csv(at("drawn"));
    assertEquals(500, drawn.count());
    assertEquals("pixel-0", drawn.columns()[0]);
    long light = drawn.filter("`pixel-0` > 150").count();
    assertEquals(250, (double) light, 5 * Math.sqrt(500 * 0.25));
    assertEquals(light, drawn.filter("`pixel-0` > 150 and `pixel-3` < 120").count());
    assertEquals(10 * 4 * 7 + 9 * 2, ImageIO.read(directory.resolve("p.png").toFile()).getWidth());

    // what was drawn is read again in the same units
    ObjectNode again =
        Json.read(
            done("evaluate", at("run"), "--input", at("drawn"), "-s", "input.format=csv", "--json")
                .out(),
            "evaluate");
    double perRow = Json.read(plain, "evaluate").path("heldOutLogDensityPerRow").asDouble();
    assertEquals(perRow, again.path("heldOutLogDensityPerRow").asDouble(), 5);
  }

  @Test
  void theFormatDoesNotChangeTheRows(SparkSession spark) {
    train();

    done("sample", at("run"), "--output", at("a"), "--rows", "20000", "--format", "parquet");
    done("sample", at("run"), "--output", at("b"), "--rows", "300", "--format", "json");

    Dataset<Row> all = spark.read().parquet(at("a"));
    assertEquals(20_000, all.count());
    Dataset<Row> some = spark.read().json(at("b")).select(all.columns()[0], all.columns()[1]);
    assertEquals(300, some.join(all, all.columns()).count());
  }

  @Test
  void tablesOfPixelsKnowTheirShapeByTheConfiguration() throws IOException {
    trainBy(
        "conf/factor-digits.conf", "input.scale=16", "input.image=[8, 8]", "inference.epochs=5");

    done("sample", at("run"), "--output", at("drawn"), "--rows", "9", "--picture", at("p.png"));

    assertEquals(3 * 8 * 3 + 2 * 2, ImageIO.read(directory.resolve("p.png").toFile()).getWidth());
  }

  @Test
  void documentsAreDrawnAsTextOfTheModelsWords(SparkSession spark) throws IOException {
    Corpus.write(directory, 40);
    String conf =
        """
        input.path = "%1$s/docword.txt"
        input.vocabulary = "%1$s/vocab.txt"
        model.topics = 2
        inference.batch-size = all
        inference.rule = batch
        inference.epochs = 5
        run.directory = "%1$s/run"
        """
            .formatted(directory);
    done("train", Files.writeString(directory.resolve("job.conf"), conf).toString());

    done("sample", at("run"), "--output", at("drawn"), "--rows", "30", "--tokens", "7");

    List<Row> rows = spark.read().option("header", true).csv(at("drawn")).collectAsList();
    assertEquals(30, rows.size());
    for (Row row : rows) {
      assertEquals(7, row.<String>getAs("text").split(" ").length);
    }
  }

  @Test
  void whatHasNoMeaningIsAUsageError() {
    train();

    CommandRun picture =
        CommandRun.of("sample", at("run"), "--output", at("a"), "--picture", at("p.png"));
    CommandRun none = CommandRun.of("sample", at("run"), "--output", at("a"), "--rows", "0");

    picture.assertRefused(ExitCode.CONFIGURATION, "--picture is for models of images");
    none.assertRefused(ExitCode.CONFIGURATION, "--rows must be at least 1, but was 0");
  }

  @Test
  void aShapeThatDoesNotFitTheColumnsIsRefused() {
    CommandRun.train("conf/mixture-faithful.conf", at("run"), "input.image=[2, 2]")
        .assertRefused(
            ExitCode.INPUT,
            "input.image must have as many values as there are columns, 2, but 2 x 2 x 1 has 4");
  }
}
