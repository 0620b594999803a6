package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;

/** Mixtures over counts, from the command to its files. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class CountMixtureCommandsTest {
  private static final int DOCUMENTS = 60; // by turns of two themes that share no word
  private static final Set<String> SEA = Set.of("sea", "ship", "wave", "sail");

  @TempDir private Path directory;
  private Path docword;
  private Path run;
  private Path conf;

  @BeforeEach
  void writeCorpus() throws IOException {
    docword = Corpus.write(directory, DOCUMENTS);
    run = directory.resolve("run");
    conf =
        Files.writeString(
            directory.resolve("job.conf"),
            """
            input.path = "%1$s/docword.txt"
            input.vocabulary = "%1$s/vocab.txt"
            model.kind = count-mixture
            model.components = 2
            inference.batch-size = all
            inference.rule = batch
            inference.epochs = 20
            run.directory = "%1$s/run"
            """
                .formatted(directory));
  }

  private CommandRun train(String... overrides) {
    List<String> arguments = new ArrayList<>(List.of("train", conf.toString()));
    for (String override : overrides) {
      arguments.add("-s");
      arguments.add(override);
    }
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private ObjectNode json(String... arguments) {
    CommandRun told = CommandRun.of(arguments);
    assertEquals(ExitCode.DONE, told.code(), told.err());
    return Json.read(told.out(), arguments[0]);
  }

  private List<Row> transform(SparkSession spark, Path input) {
    String output = directory.resolve("out").toString();
    CommandRun done =
        CommandRun.of("transform", run.toString(), "--input", input.toString(), "--output", output);
    assertEquals(ExitCode.DONE, done.code(), done.err());
    return spark.read().parquet(output).collectAsList();
  }

  @ParameterizedTest
  @CsvSource({"multinomial,ml", "multinomial,bayes", "bernoulli,ml", "bernoulli,bayes"})
  void twoThemesAreTwoComponents(String family, String estimator, SparkSession spark) {
    CommandRun trained = train("model.family=" + family, "model.estimator=" + estimator);

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    assertTrue(
        trained
            .err()
            .contains("training a %s mixture of 2 components on 60 documents".formatted(family)),
        trained.err());
    ObjectNode learnt = json("describe", run.toString(), "--words", "4", "--json");
    assertEquals(2, learnt.path("componentsInUse").asInt());
    assertEquals(family, learnt.path("family").asText());
    int sea = -1;
    for (JsonNode component : learnt.path("components")) {
      assertEquals(0.5, component.path("weight").asDouble(), 1e-6);
      List<String> words = component.path("probable").findValuesAsText("word");
      assertEquals(4, words.size());
      boolean isSea = SEA.contains(words.get(0));
      assertEquals(isSea ? SEA : Set.of("king", "crown", "throne", "war"), Set.copyOf(words));
      sea = isSea ? component.path("id").asInt() : sea;
    }

    List<Row> rows = transform(spark, docword);
    assertEquals(DOCUMENTS, rows.size());
    assertArrayEquals(
        new String[] {"document", "counts", "responsibilities", "logProbability", "component"},
        rows.get(0).schema().fieldNames());
    double sum = 0;
    for (Row row : rows) {
      Vector shares = row.getAs("responsibilities");
      int component = row.<Integer>getAs("component");
      assertEquals(1, shares.apply(0) + shares.apply(1), 1e-12);
      assertEquals(shares.argmax(), component);
      assertEquals(row.<Long>getAs("document") % 2 == 0, component == sea);
      sum += row.<Double>getAs("logProbability");
    }
    ObjectNode score = json("evaluate", run.toString(), "--input", docword.toString(), "--json");
    assertEquals(DOCUMENTS, score.path("documentsScored").asInt());
    assertEquals(sum / DOCUMENTS, score.path("heldOutLogProbabilityPerDocument").asDouble(), 1e-9);
  }

  /** Bernoullis that have each theme's words always: a document's theme is all there is to know. */
  @Test
  void theLikelihoodIsThatOfTheThemes() {
    train("model.family=bernoulli");

    double elbo = json("describe", run.toString(), "--json").path("elbo").asDouble();

    assertEquals(DOCUMENTS * Math.log(0.5), elbo, 1e-4); // 1e-9 pseudo-counts move it by 1e-6
  }

  @Test
  void heldOutDocumentsAreScoredWhole() {
    CommandRun trained = train("input.held-out=0.3", "model.estimator=bayes");

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    assertTrue(trained.out().contains("held-out log probability per document"), trained.out());
    double heldOut = json("describe", run.toString(), "--json").path("heldOut").asDouble();
    assertTrue(heldOut > -8 && heldOut < -3, "" + heldOut); // of 8 tokens, 4 words
    CommandRun halves =
        CommandRun.of(
            "evaluate", run.toString(), "--input", docword.toString(), "--split-seed", "3");
    assertEquals(ExitCode.CONFIGURATION, halves.code());
    assertTrue(
        halves.err().contains("--split-seed is for models that complete documents"), halves.err());
  }

  @ParameterizedTest
  @CsvSource({
    "model.covariance=full, mixture",
    "model.topics=3, topics",
    "model.prior.rows=2, mixture",
    "input.split-seed=2, topics",
  })
  void aKeyOfAnotherKindIsRefused(String override, String owner) {
    CommandRun refused = train(override);

    assertEquals(ExitCode.CONFIGURATION, refused.code());
    assertTrue(
        refused.err().contains("is a key of " + owner + ", but model.kind is count-mixture"),
        refused.err());
  }

  @Test
  void binaryRowsOfLibsvmAreRead(SparkSession spark) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 40; d++) {
      lines.add(d % 2 == 0 ? "0 1:1 2:1" : "1 3:1 4:1");
    }
    Path input = Files.write(directory.resolve("rows.libsvm"), lines);

    CommandRun trained =
        train(
            "input.path=" + input,
            "input.format=libsvm",
            "input.vocabulary=null",
            "model.family=bernoulli",
            "model.estimator=bayes",
            "model.weights=dirichlet-process",
            "model.components=5",
            "inference.epochs=100");

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    assertEquals(40, transform(spark, input).size());
    ObjectNode learnt = json("describe", run.toString(), "--json");
    assertEquals(2, learnt.path("componentsInUse").asInt(), learnt.toString());
  }
}
