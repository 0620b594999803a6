package org.sparksvi.job;

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
            """
                .formatted(directory));
  }

  private CommandRun train(String... overrides) {
    return CommandRun.train(conf.toString(), run.toString(), overrides);
  }

  private List<Row> transform(SparkSession spark, Path input) {
    String output = directory.resolve("out").toString();
    CommandRun.done("transform", run.toString(), "--input", input.toString(), "--output", output);
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
    ObjectNode learnt = CommandRun.of("describe", run.toString(), "--words", "4", "--json").json();
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
    double sum = 0;
    for (Row row : rows) {
      Vector shares = row.getAs("responsibilities");
      int component = row.<Integer>getAs("component");
      assertEquals(1, shares.apply(0) + shares.apply(1), 1e-12);
      assertEquals(shares.argmax(), component);
      assertEquals(row.<Long>getAs("document") % 2 == 0, component == sea);
      sum += row.<Double>getAs("logProbability");
    }
    ObjectNode score =
        CommandRun.of("evaluate", run.toString(), "--input", docword.toString(), "--json").json();
    assertEquals(sum / DOCUMENTS, score.path("heldOutLogProbabilityPerDocument").asDouble(), 1e-9);
  }

  /** Bernoullis that have each theme's words always: a document's theme is all there is to know. */
  @Test
  void theLikelihoodIsThatOfTheThemes() {
    train("model.family=bernoulli");

    double elbo =
        CommandRun.of("describe", run.toString(), "--json").json().path("elbo").asDouble();

    assertEquals(DOCUMENTS * Math.log(0.5), elbo, 1e-4); // 1e-9 pseudo-counts move it by 1e-6
  }

  @Test
  void heldOutDocumentsAreScoredWhole() {
    CommandRun trained = train("input.held-out=0.3", "model.estimator=bayes");

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    assertTrue(trained.out().contains("held-out log probability per document"), trained.out());
    double heldOut =
        CommandRun.of("describe", run.toString(), "--json").json().path("heldOut").asDouble();
    assertTrue(heldOut > -8 && heldOut < -3, "" + heldOut); // of 8 tokens, 4 words
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
    ObjectNode learnt = CommandRun.of("describe", run.toString(), "--json").json();
    assertEquals(2, learnt.path("componentsInUse").asInt(), learnt.toString());
  }
}
