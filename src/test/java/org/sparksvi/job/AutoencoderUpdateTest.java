package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.job.CommandRun.done;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.Json;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.store.ModelFiles;

/** Autoencoders that go on day by day, from yesterday's weights. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class AutoencoderUpdateTest {
  private static final int ROWS = 120; // a day
  private static final int HIDDEN = 8;
  private static final String NETWORKS =
      """
      model { kind = autoencoder, latent = 2, encoder = [8], decoder = [8], warm-up-rounds = 20 }
      inference { batch-size = 40, block-size = 10, epochs = 15, gradient.rate = 0.05 }
      """;

  @TempDir private Path directory;

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private void train(String run, String input, String... overrides) throws IOException {
    String conf = Files.writeString(directory.resolve("job.conf"), input + NETWORKS).toString();
    CommandRun.train(conf, at(run), overrides).done();
  }

  /** Rows on a bent line in four columns; the line may be moved. */
  private String rows(String name, int rows, double shift, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("a,b,c,d\n");
    for (int r = 0; r < rows; r++) {
      double t = 2 * random.nextDouble() - 1;
      double[] x = {90 * t + shift, 90 * t * t - shift, -90 * t, 30 * t};
      for (int c = 0; c < x.length; c++) {
        csv.append(c == 0 ? "" : ",");
        csv.append(String.format(Locale.ROOT, "%.4f", x[c] + 3 * random.nextGaussian()));
      }
      csv.append('\n');
    }
    return Files.writeString(directory.resolve(name), csv).toString();
  }

  private void trainNumbers(String run, String input, String... overrides) throws IOException {
    train(
        run,
        "input { path = \"%s\", format = csv }\nmodel.likelihood = gaussian\n".formatted(input),
        overrides);
  }

  private ObjectNode json(Path file) throws IOException {
    return Json.read(Files.readString(file), file.toString());
  }

  private Path published(String run) throws IOException {
    Path base = directory.resolve(run);
    return base.resolve(json(base.resolve("current.json")).path("current").asText());
  }

  private double elbo(String run, String input) {
    return CommandRun.of("evaluate", at(run), "--input", input, "--samples", "50", "--json")
        .json()
        .path("heldOutElboPerRow")
        .asDouble();
  }

  @Test
  void aDayOfRowsBeginsAtYesterdaysWeights() throws IOException {
    String one = rows("one.csv", ROWS, 0, 1);
    String two = rows("two.csv", ROWS, 0, 2);
    trainNumbers("run", one);
    double before = elbo("run", two);

    CommandRun updated = done("update", at("run"), "--input", two);

    ObjectNode drift = json(published("run").resolveSibling("drift.json"));
    double begun = drift.path("rowBoundBefore").asDouble();
    assertEquals(before, begun, 1.5, "a draw of z for each of 40 rows, not a random network's");
    assertTrue(drift.path("rowBoundNow").asDouble() > begun - 0.5, drift.toString());
    assertTrue(elbo("run", two) > before, "after " + before);
    assertTrue(updated.out().contains("bound of a new row: "), updated.out());
  }

  @Test
  void anotherKindOfDayRaisesTheDrift() throws IOException {
    trainNumbers("run", rows("one.csv", ROWS, 0, 1));

    done("update", at("run"), "--input", rows("two.csv", ROWS, 0, 2));
    ObjectNode like = json(published("run").resolveSibling("drift.json"));
    done("update", at("run"), "--input", rows("three.csv", ROWS, 60, 3));
    ObjectNode other = json(published("run").resolveSibling("drift.json"));

    double fell = like.path("rowBoundBefore").asDouble() - other.path("rowBoundBefore").asDouble();
    assertTrue(fell > 10, like + " " + other);
    assertTrue(
        other.path("rowBoundNow").asDouble() > other.path("rowBoundBefore").asDouble() + 5,
        other.toString());
    String field = "encoder.0.weights";
    double likeChange = like.path("fields").path(field).asDouble();
    double otherChange = other.path("fields").path(field).asDouble();
    assertTrue(0 < likeChange && likeChange < otherChange, likeChange + " " + otherChange);
  }

  /** A day of fewer rows than a batch is no mistake, and without a step nothing moves. */
  @Test
  void weightsStayWhereTheRateIsAsGoodAsNothing() throws IOException {
    trainNumbers("run", rows("one.csv", ROWS, 0, 1));

    CommandRun updated =
        done(
            "update",
            at("run"),
            "--input",
            rows("two.csv", 15, 0, 2),
            "-s",
            "inference.gradient.rate=1e-30");

    assertTrue(
        updated.err().contains("15 rows are fewer than inference.batch-size"), updated.err());
    ObjectNode fields =
        (ObjectNode) json(published("run").resolveSibling("drift.json")).path("fields");
    assertFalse(fields.isEmpty());
    fields.properties().forEach(f -> assertEquals(0, f.getValue().asDouble(), f.getKey()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"multinomial", "negative-binomial"})
  void newWordsComeBehindTheKnownOnesWhoseWeightsStay(String likelihood) throws IOException {
    String line = "sea ship sea wave\nking crown king\n";
    String first = Files.writeString(directory.resolve("a.txt"), line.repeat(20)).toString();
    String second =
        Files.writeString(
                directory.resolve("b.txt"), (line + "apple sea apple\n").repeat(20) + "yak king\n")
            .toString();
    train(
        "run",
        """
        input {
          path = "%s", format = text
          text { min-documents = 1, max-documents = 1.0 }
        }
        model.likelihood = %s
        """
            .formatted(first, likelihood));
    List<String> known = words(directory.resolve("run/model"));

    String still = "inference.gradient.rate=1e-30";
    done("update", at("run"), "--input", second, "-s", still, "-s", "inference.epochs=1");

    List<String> grown = new ArrayList<>(known);
    grown.addAll(List.of("apple", "yak"));
    assertEquals(grown, words(published("run")));
    for (String field : List.of("encoder.0.weights", "decoder.outputs.weights")) {
      Map<String, List<Double>> before = weights(directory.resolve("run/model"), field);
      Map<String, List<Double>> after = weights(published("run"), field);
      known.forEach(word -> assertEquals(before.get(word), after.get(word), word));
      for (String word : List.of("apple", "yak")) {
        assertEquals(HIDDEN, Set.copyOf(after.get(word)).size(), "drawn one by one: " + after);
      }
    }
    assertEquals(61, Json.read(score(second), "evaluate").path("documentsScored").asInt());
  }

  /** A field's weights by the word that they belong to. */
  private static Map<String, List<Double>> weights(Path model, String field) throws IOException {
    PublishedModel read =
        ModelFiles.read(
            FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(model.toUri()));
    double[] values = read.parameters().copyOf(field);
    List<String> words = words(model);
    boolean rows = field.startsWith("encoder");
    Map<String, List<Double>> found = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      int word = rows ? i / HIDDEN : i % words.size();
      found.computeIfAbsent(words.get(word), w -> new ArrayList<>()).add(values[i]);
    }
    return found;
  }

  private String score(String input) {
    return done("evaluate", at("run"), "--input", input, "--samples", "20", "--json").out();
  }

  private static List<String> words(Path model) throws IOException {
    return Files.readAllLines(model.resolve("vocabulary.txt"));
  }

  @Test
  void whatHasNoMeaningForWeightsIsRefused() throws IOException {
    String one = rows("one.csv", ROWS, 0, 1);
    trainNumbers("run", one, "inference.epochs=1");
    String two = rows("two.csv", ROWS, 0, 2);

    CommandRun forgetting =
        CommandRun.of("update", at("run"), "--input", two, "--forgetting", "0.9");
    CommandRun model = CommandRun.of("update", at("run"), "--input", two, "-s", "model.latent=3");
    Files.writeString(Path.of(two), "a,b\n1,2\n");
    CommandRun columns = CommandRun.of("update", at("run"), "--input", two);

    assertEquals(ExitCode.CONFIGURATION, forgetting.code());
    assertTrue(
        forgetting.err().contains("--forgetting must be 1 for an autoencoder"), forgetting.err());
    assertEquals(ExitCode.CONFIGURATION, model.code());
    assertTrue(
        model.err().contains("-s model.latent must be the run's, 2, in an update, but was 3"),
        model.err());
    assertEquals(ExitCode.INPUT, columns.code(), columns.err());
    assertFalse(Files.exists(directory.resolve("run/current.json")));
  }
}
