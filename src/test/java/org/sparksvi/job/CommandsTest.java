package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunLock;

@Tag("spark")
@ExtendWith(SharedSpark.class)
class CommandsTest {
  private static final int DOCUMENTS = 60;

  @TempDir private Path directory;
  private Path run;
  private String conf;

  @BeforeEach
  void writeCorpus() throws IOException {
    Corpus.write(directory, DOCUMENTS);
    conf = Corpus.configuration(directory).toString();
    run = directory.resolve("run");
  }

  private CommandRun train(String... more) {
    return CommandRun.of(
        Stream.concat(Stream.of("train", conf), Stream.of(more)).toArray(String[]::new));
  }

  private ObjectNode record() throws IOException {
    return Json.read(Files.readString(run.resolve("run.json")), "run.json");
  }

  @Test
  void oneLocalStepOfOneShardTrainsTheSameModel() throws IOException {
    train();
    byte[] model = Files.readAllBytes(run.resolve("model/parameters.safetensors"));

    CommandRun local =
        train(
            "--resume", "never", "-s", "inference.local.shards=1", "-s", "inference.local.steps=1");

    assertEquals(ExitCode.DONE, local.code(), local.err());
    assertArrayEquals(model, Files.readAllBytes(run.resolve("model/parameters.safetensors")));
  }

  @Test
  void aRunIsNotReplacedByOneThatCannotBegin() throws IOException {
    train();
    String before = Files.readString(run.resolve("run.json"));

    CommandRun other = train("--resume", "never", "-s", "input.path=" + directory + "/gone.txt");

    assertEquals(ExitCode.INPUT, other.code());
    assertEquals(before, Files.readString(run.resolve("run.json")));
  }

  @Test
  void aRunOfAnotherConfigurationIsNotTouched() throws IOException {
    train();
    String before = Files.readString(run.resolve("run.json"));

    CommandRun other = train("-s", "model.topics=3");

    assertEquals(ExitCode.RUN_DIRECTORY, other.code());
    assertEquals(
        "svi: error: run directory %s holds a run of another configuration: model.topics is 2 there, but 3 here; --resume never replaces it\n"
            .formatted(run),
        other.err());
    assertEquals(before, Files.readString(run.resolve("run.json")));
  }

  @Test
  void inputThatChangedSinceIsNoticed() throws IOException {
    train();
    Corpus.write(directory, DOCUMENTS + 2);

    CommandRun again = train("-s", "inference.epochs=5");

    assertEquals(ExitCode.RUN_DIRECTORY, again.code());
    assertTrue(again.err().contains("has changed since"), again.err());
  }

  @Test
  void inputThatWasOnlyTouchedIsNoOther() throws IOException {
    train();
    Corpus.write(directory, DOCUMENTS); // the same content, another time

    CommandRun again = train("-s", "inference.epochs=5");

    assertEquals(ExitCode.DONE, again.code(), again.err());
    assertTrue(again.out().contains("5 epochs"), again.out());
  }

  @Test
  void aLimitIsAFailureWhereConvergenceIsRequired() {
    assertEquals(ExitCode.NOT_CONVERGED, train("--require-converged").code());
  }

  @Test
  void patienceEndsTheRunAndTheBestIsPublished() throws IOException {
    CommandRun trained =
        train(
            "--require-converged",
            "-s",
            "inference.patience=3",
            "-s",
            "inference.epochs=200",
            "-s",
            "run.publish=best");

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    ObjectNode result = (ObjectNode) record().path("result");
    long best = result.path("best").path("round").asLong();
    long inEpoch = result.path("rounds").asLong() / result.path("epochs").asLong();
    assertEquals(best + 3 * inEpoch, result.path("rounds").asLong());
    String said = "publishing round %d, the best".formatted(best);
    assertTrue(trained.err().contains(said), trained.err());
    byte[] published = Files.readAllBytes(run.resolve("model/parameters.safetensors"));
    String epochs = "inference.epochs=" + best / inEpoch;
    assertEquals(ExitCode.DONE, train("--resume", "never", "-s", epochs).code());
    assertArrayEquals(published, Files.readAllBytes(run.resolve("model/parameters.safetensors")));
  }

  @Test
  void whatNeedsHeldOutScoresIsRefusedWithoutThem() {
    for (String setting : List.of("inference.patience=3", "run.publish=best")) {
      CommandRun refused = train("-s", "input.held-out=0", "-s", setting);

      assertEquals(ExitCode.CONFIGURATION, refused.code(), refused.err());
      assertTrue(refused.err().contains("where input.held-out is 0"), refused.err());
    }
  }

  @Test
  void damagedBlocksOfARunAreNoFaultOfTheInput() throws IOException {
    train();
    Path shard = run.resolve("blocks/training/part-00000.safetensors");
    byte[] whole = Files.readAllBytes(shard);
    Files.write(shard, java.util.Arrays.copyOf(whole, whole.length - 1));

    CommandRun cut = train("-s", "inference.epochs=5");
    Files.delete(run.resolve("blocks/training/index.json"));
    CommandRun gone = train("-s", "inference.epochs=5");

    for (CommandRun damaged : List.of(cut, gone)) {
      assertEquals(ExitCode.RUN_DIRECTORY, damaged.code(), damaged.err());
      assertTrue(damaged.err().contains("--resume never begins anew"), damaged.err());
      assertFalse(damaged.err().contains("\tat "), damaged.err());
    }
    assertEquals(ExitCode.DONE, train("--resume", "never").code());
  }

  @Test
  void aToleranceEndsTheRunConverged() throws IOException {
    CommandRun trained =
        train("--require-converged", "-s", "inference.tolerance=1", "-s", "inference.epochs=50");

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    assertEquals("converged", record().path("verdict").path("outcome").asText());
  }

  @Test
  void aDirectoryInUseIsRefused() throws IOException {
    train();
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(run.toUri());
    RunDirectory held = RunDirectory.open(path.getFileSystem(new Configuration()), path);

    CommandRun second;
    try (RunLock lock = RunLock.take(held, 10, line -> {})) {
      second = train("-s", "inference.epochs=5");
      lock.setApplication("the first");
    }

    assertEquals(ExitCode.IN_USE, second.code(), second.err());
    assertTrue(
        second.err().contains("is in use by process " + ProcessHandle.current().pid()),
        second.err());
    assertEquals(ExitCode.DONE, train("-s", "inference.epochs=5").code());
    assertFalse(Files.exists(run.resolve("lock.json")));
  }

  @Test
  void describeFindsTheThemes() {
    train("-s", "inference.epochs=30");

    CommandRun text = CommandRun.of("describe", run.toString(), "--words", "4");
    CommandRun json = CommandRun.of("describe", run.toString(), "--words", "4", "--json");

    assertEquals(ExitCode.DONE, text.code(), text.err());
    assertTrue(text.out().contains("alpha is fixed; its sum is 0.2"), text.out());
    ObjectNode page = Json.read(json.out(), "describe");
    assertEquals(2, page.path("topics").size());
    for (var topic : page.path("topics")) {
      List<String> words =
          Stream.of(0, 1, 2, 3)
              .map(i -> topic.path("probable").path(i).path("word").asText())
              .sorted()
              .toList();
      assertTrue(
          words.equals(List.of("sail", "sea", "ship", "wave"))
              || words.equals(List.of("crown", "king", "throne", "war")),
          words.toString());
    }
  }

  @Test
  void evaluateScoresDocuments() throws IOException {
    train("-s", "inference.epochs=30");

    ObjectNode page =
        CommandRun.of("evaluate", run.toString(), "--input", directory + "/docword.txt", "--json")
            .json();

    double perToken = page.path("heldOutLogProbabilityPerToken").asDouble();
    // a document's theme is known from its observed half: one of four words, not one of eight
    assertTrue(perToken > Math.log(1 / 5.5) && perToken < Math.log(1 / 3.0), "" + perToken);
    assertEquals(Math.exp(-perToken), page.path("completionPerplexity").asDouble(), 1e-9);
  }

  @Test
  void transformAddsTopicDistributions(
      @org.junit.jupiter.api.io.TempDir Path out, SparkSession spark) {
    train("-s", "inference.epochs=30");
    String table = out.resolve("shares").toString();

    CommandRun done =
        CommandRun.of(
            "transform", run.toString(), "--input", directory + "/docword.txt", "--output", table);

    assertEquals(ExitCode.DONE, done.code(), done.err());
    List<Row> rows = spark.read().parquet(table).orderBy("document").collectAsList();
    assertEquals(1, rows.get(0).getLong(0));
    Vector first = rows.get(0).getAs("topicDistribution");
    Vector second = rows.get(1).getAs("topicDistribution");
    assertEquals(1, first.apply(0) + first.apply(1), 1e-9);
    assertTrue(first.argmax() != second.argmax(), first + " " + second);

    CommandRun again =
        CommandRun.of(
            "transform", run.toString(), "--input", directory + "/docword.txt", "--output", table);
    assertEquals(ExitCode.CONFIGURATION, again.code());
  }

  @Test
  void textIsTrainedAndTransformedWithItsColumns(SparkSession spark) throws IOException {
    StringBuilder csv = new StringBuilder("id,body\n");
    for (int d = 0; d < DOCUMENTS; d++) {
      csv.append(
          "%d,%s\n".formatted(d, d % 2 == 0 ? "The sea and a ship sail" : "King of a throne"));
    }
    Path file = Files.writeString(directory.resolve("texts.csv"), csv);

    CommandRun trained =
        train(
            "-s", "input.path=" + file,
            "-s", "input.format=csv",
            "-s", "input.column=body",
            "-s", "input.vocabulary=null",
            "-s", "input.text.max-documents=1");
    CommandRun done =
        CommandRun.of(
            "transform",
            run.toString(),
            "--input",
            file.toString(),
            "--output",
            directory + "/out",
            "--format",
            "json");

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    assertEquals(
        List.of("king", "sail", "sea", "ship", "throne"),
        Files.readAllLines(run.resolve("model/vocabulary.txt")).stream().sorted().toList());
    assertEquals(ExitCode.DONE, done.code(), done.err());
    List<Row> rows = spark.read().json(directory + "/out").collectAsList();
    assertEquals(DOCUMENTS, rows.size());
    assertEquals(
        List.of("body", "id", "topicDistribution"), List.of(rows.get(0).schema().fieldNames()));
  }

  private List<String> generate(Path output, int partDocuments) throws IOException {
    CommandRun made =
        CommandRun.of(
            "generate",
            "topics",
            "--output=" + output,
            "--documents=70",
            "--words=50",
            "--topics=3",
            "--mean-length=20",
            "--part-documents=" + partDocuments);
    assertEquals(ExitCode.DONE, made.code(), made.err());
    try (Stream<Path> parts = Files.list(output.resolve("docword"))) {
      List<String> lines = new ArrayList<>();
      for (Path part : parts.sorted().toList()) {
        lines.addAll(Files.readAllLines(part));
      }
      return lines;
    }
  }

  @Test
  void aGeneratedCorpusIsTheSameHoweverManyTasksMakeIt() throws IOException {
    List<String> oneTask = generate(directory.resolve("one"), 70);
    List<String> tenTasks = generate(directory.resolve("ten"), 7);

    assertEquals(oneTask, tenTasks);
    assertEquals(List.of("70", "50", "" + (oneTask.size() - 3)), oneTask.subList(0, 3));
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("one/truth.safetensors")),
        Files.readAllBytes(directory.resolve("ten/truth.safetensors")));
  }

  @Test
  void aGeneratedCorpusCanBeTrainedOn() throws IOException {
    Path corpus = directory.resolve("corpus");
    generate(corpus, 30);

    CommandRun trained =
        train(
            "-s",
            "input.path=" + corpus.resolve("docword"),
            "-s",
            "input.vocabulary=" + corpus.resolve("vocabulary.txt"));

    assertEquals(ExitCode.DONE, trained.code(), trained.err());
  }
}
