package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.job.CommandRun.done;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.Json;
import org.sparksvi.spark.SharedSpark;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunRecord;

/** A run that goes on day by day. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class UpdateCommandTest {
  private static final int TOPICS = 4;
  private static final int WORDS_OF_TOPIC = 15;
  private static final int DAYS = 10;
  private static final int DOCUMENTS = 60; // a day
  private static final int TOKENS = 40; // a document
  private static final double CLOSE = 0.02; // nats a token

  @TempDir private Path directory;

  @BeforeEach
  void writeVocabulary() throws IOException {
    List<String> words = new ArrayList<>();
    for (int w = 0; w < TOPICS * WORDS_OF_TOPIC; w++) {
      words.add("w%02d".formatted(w));
    }
    Files.write(directory.resolve("vocab.txt"), words);
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  /** Documents of two topics each, of the first so many topics, and words by rank. */
  private List<String> documents(int count, int topics, long seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      int[] mine = {random.nextInt(topics), random.nextInt(topics)};
      StringBuilder text = new StringBuilder();
      for (int t = 0; t < TOKENS; t++) {
        int topic = mine[random.nextInt(3) == 0 ? 1 : 0];
        double u = random.nextDouble();
        int word = topic * WORDS_OF_TOPIC + (int) (WORDS_OF_TOPIC * u * u);
        text.append(word).append(' ');
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private String docword(String name, List<String> documents) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < documents.size(); d++) {
      Map<Integer, Integer> counts = new TreeMap<>();
      for (String word : documents.get(d).strip().split(" ", -1)) {
        counts.merge(Integer.parseInt(word) + 1, 1, Integer::sum);
      }
      for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
        lines.add((d + 1) + " " + entry.getKey() + " " + entry.getValue());
      }
    }
    lines.add(0, Integer.toString(lines.size()));
    lines.add(0, Integer.toString(TOPICS * WORDS_OF_TOPIC));
    lines.add(0, Integer.toString(documents.size()));
    return Files.write(directory.resolve(name), lines).toString();
  }

  private void train(String run, String input, String... overrides) throws IOException {
    String conf =
        """
        input.path = "%s"
        input.vocabulary = "%s"
        model.topics = %d
        model.alpha = 0.2
        inference.batch-size = all
        inference.rule = batch
        inference.epochs = 10
        """
            .formatted(input, at("vocab.txt"), TOPICS);
    String file = Files.writeString(directory.resolve("job.conf"), conf).toString();
    CommandRun.train(file, at(run), overrides).done();
  }

  private double score(String run, String input) {
    return CommandRun.of("evaluate", at(run), "--input", input, "--json")
        .json()
        .path("heldOutLogProbabilityPerToken")
        .asDouble();
  }

  private ObjectNode json(Path file) throws IOException {
    return Json.read(Files.readString(file), file.toString());
  }

  /** Fingerprints in run.json. */
  private List<String> days(String run) throws IOException {
    return json(directory.resolve(run).resolve("run.json"))
        .path("days")
        .findValuesAsText("fingerprint");
  }

  /** drift.json of the latest update. */
  private ObjectNode drift(String run) throws IOException {
    String model = json(directory.resolve(run).resolve("current.json")).path("current").asText();
    return json(directory.resolve(run).resolve(model).resolveSibling("drift.json"));
  }

  private Map<String, String> files(String run) throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve(run))) {
      Map<String, String> contents = new TreeMap<>();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString();
        if (!name.contains("lock") && !name.endsWith("log.txt")) {
          contents.put(
              name, Integer.toHexString(java.util.Arrays.hashCode(Files.readAllBytes(file))));
        }
      }
      return contents;
    }
  }

  @Test
  void tenDaysReachTheScoreOfAllAtOnceAndAnotherMixRaisesTheDrift() throws IOException {
    List<String> all = new ArrayList<>();
    List<String> days = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      List<String> documents = documents(DOCUMENTS, TOPICS, 100 + day);
      all.addAll(documents);
      days.add(docword("day%d.txt".formatted(day), documents));
    }
    String heldOut = docword("held-out.txt", documents(200, TOPICS, 7));
    train("whole", docword("all.txt", all), "inference.epochs=40");

    train("daily", days.get(0), "inference.epochs=40");
    double mix = 0;
    for (String day : days.subList(1, DAYS)) {
      done("update", at("daily"), "--input", day);
      mix = Math.max(mix, drift("daily").path("mix").asDouble());
    }

    double whole = score("whole", heldOut);
    double daily = score("daily", heldOut);
    train("first", days.get(0));
    double first = score("first", heldOut);
    assertEquals(whole, daily, CLOSE, "one day has " + first);
    assertTrue(daily > first, "%s after %s: nothing learnt".formatted(daily, first));

    String other = docword("other.txt", documents(DOCUMENTS, 1, 200));
    done("update", at("daily"), "--input", other);
    double otherMix = drift("daily").path("mix").asDouble();
    assertTrue(otherMix > 4 * mix, "drift %s after at most %s".formatted(otherMix, mix));
  }

  @Test
  void rollbackPublishesTheModelBeforeAndForgetsTheDay() throws IOException {
    train("run", docword("one.txt", documents(DOCUMENTS, TOPICS, 1)));
    String two = docword("two.txt", documents(DOCUMENTS, TOPICS, 2));
    String three = docword("three.txt", documents(DOCUMENTS, TOPICS, 3));
    String heldOut = docword("held-out.txt", documents(50, TOPICS, 7));
    double one = score("run", heldOut);
    done("update", at("run"), "--input", two);
    double second = score("run", heldOut);
    done("update", at("run"), "--input", three);
    double third = score("run", heldOut);
    List<String> both = days("run");
    assertEquals(2, both.size());

    done("rollback", at("run"));
    assertEquals(both.subList(0, 1), days("run"));
    assertEquals(second, score("run", heldOut));
    done("update", at("run"), "--input", three);
    assertEquals(third, score("run", heldOut));
    assertEquals(both, days("run"));
    done("rollback", at("run"));
    done("rollback", at("run"));
    assertEquals(one, score("run", heldOut));
    CommandRun none = CommandRun.of("rollback", at("run"));

    assertEquals(ExitCode.RUN_DIRECTORY, none.code());
    assertTrue(none.err().contains("must have an update to go back behind"), none.err());
  }

  /** An update that ended before it was published. */
  @ParameterizedTest
  @ValueSource(strings = {"another kernel", "no blocks", "no record"})
  void anUpdateThatCannotGoOnBeginsAnew(String why) throws IOException {
    train("run", docword("one.txt", documents(DOCUMENTS, TOPICS, 1)));
    String two = docword("two.txt", documents(DOCUMENTS, TOPICS, 2));
    String[] update = {"update", at("run"), "--input", two};
    Path record = directory.resolve("run/run.json");
    byte[] before = Files.readAllBytes(record);
    done(update);
    Map<String, String> published = parameters("run");
    Files.delete(directory.resolve("run/current.json"));
    Files.write(record, before);
    spoil(why);

    CommandRun again = done(update);

    assertTrue(again.err().contains("the update begins anew"), again.err());
    assertEquals(why.equals("another kernel"), again.err().contains("the kernel is"), again.err());
    assertEquals(published, parameters("run"));
    assertEquals(1, days("run").size());
  }

  private Map<String, String> parameters(String run) throws IOException {
    Map<String, String> found = files(run);
    found.keySet().removeIf(name -> !name.endsWith("parameters.safetensors"));
    assertEquals(2, found.size());
    return found;
  }

  private void spoil(String why) throws IOException {
    Path update;
    try (Stream<Path> updates = Files.list(directory.resolve("run/updates"))) {
      update = updates.findFirst().orElseThrow();
    }
    if (why.equals("no record")) {
      Files.writeString(update.resolve("run.json"), "{");
    }
    if (why.equals("another kernel")) {
      RunDirectory run =
          new RunDirectory(
              FileSystem.getLocal(new Configuration()),
              new org.apache.hadoop.fs.Path(update.toUri()));
      RunRecord there = run.read().orElseThrow();
      run.write(
          new RunRecord(
              RunRecord.State.RUNNING,
              there.configuration(),
              there.seed(),
              there.versions(),
              "another",
              there.otherKernels(),
              there.dataFingerprint(),
              there.ingestion(),
              there.days(),
              there.result(),
              there.verdict(),
              there.message(),
              there.exitCode()));
    }
  }

  @Test
  void onlyTheLatestModelsAreKept() throws IOException {
    train("run", docword("one.txt", documents(DOCUMENTS, TOPICS, 1)));
    for (int day = 2; day < 5; day++) {
      String input = docword(day + ".txt", documents(DOCUMENTS, TOPICS, day));
      done("update", at("run"), "--input", input, "--keep", "1", "-s", "inference.epochs=2");
    }

    CommandRun refused = CommandRun.of("rollback", at("run"));

    assertEquals(1, directory.resolve("run/updates").toFile().list().length);
    assertEquals(ExitCode.RUN_DIRECTORY, refused.code());
    assertTrue(refused.err().contains("has not kept the model before"), refused.err());
  }

  @Test
  void forgettingBringsTheModelNearerToTheDay() throws IOException {
    String alone = "run.reservoir-megabytes=0"; // earlier rows fitted again know the day's topics
    train("run", docword("one.txt", documents(4 * DOCUMENTS, 2, 1)));
    String day = docword("two.txt", documents(DOCUMENTS, TOPICS, 2));
    String heldOut = docword("held-out.txt", documents(100, TOPICS, 7));

    done("update", at("run"), "--input", day, "-s", alone);
    double kept = score("run", heldOut);
    done("rollback", at("run"));
    done("update", at("run"), "--input", day, "--forgetting", "0.05", "-s", alone);
    double faded = score("run", heldOut);

    assertTrue(faded > kept, faded + " against " + kept);
  }

  @Test
  void newWordsComeBehindTheKnownOnesByCountThenText() throws IOException {
    Path first = Files.writeString(directory.resolve("a.txt"), "sea ship sea\nking sea ship\n");
    Path second =
        Files.writeString(
            directory.resolve("b.txt"), "apple ship zebra\napple yak zebra king\napple yak\n");
    train(
        "run",
        first.toString(),
        "input.format=text",
        "input.vocabulary=null",
        "input.text.min-documents=1",
        "input.text.max-documents=1.0",
        "model.topics=2");

    done("update", at("run"), "--input", second.toString());

    String model = json(directory.resolve("run/current.json")).path("current").asText();
    assertEquals(
        List.of("sea", "ship", "king", "apple", "yak", "zebra"),
        Files.readAllLines(directory.resolve("run").resolve(model).resolve("vocabulary.txt")));
    CommandRun described = done("describe", at("run"), "--json");
    assertTrue(described.out().contains("apple"), described.out());
    assertEquals(6, Json.read(described.out(), "describe").path("words").asInt());
  }

  @Test
  void mixturesAndFactorsGoOnToo() throws IOException {
    List<String> rows = Files.readAllLines(Path.of("datasets/faithful/faithful.csv"));
    for (int half = 0; half < 2; half++) {
      List<String> lines = new ArrayList<>(List.of(rows.get(0)));
      for (int r = 1 + half; r < rows.size(); r += 2) {
        lines.add(rows.get(r));
      }
      Files.write(directory.resolve("half%d.csv".formatted(half)), lines);
    }
    String whole = "datasets/faithful/faithful.csv";
    for (String[] kind :
        new String[][] {
          {"mixture", "model.estimator=ml"},
          {"mixture", "model.estimator=bayes"},
          {"factor", "model.estimator=ml"},
          {"factor", "model.estimator=bayes"}
        }) {
      String run = kind[0] + kind[1];
      String size = kind[0].equals("factor") ? "model.latent=1" : "model.components=2";
      String[] how = {"model.kind=" + kind[0], kind[1], size};
      CommandRun.train(conf(at("half0.csv")).toString(), at(run), how).done();
      CommandRun.train(conf(whole).toString(), at(run + "-all"), how).done();

      CommandRun updated = done("update", at(run), "--input", at("half1.csv"));

      assertTrue(updated.out().contains("drift of the mix"), updated.out());

      boolean slow = kind[0].equals("factor") && kind[1].endsWith("bayes"); // without turns
      assertEquals(density(run + "-all", whole), density(run, whole), slow ? 0.05 : 0.01, kind[1]);
    }
  }

  private Path conf(String input) throws IOException {
    return Files.writeString(
        directory.resolve("dense.conf"),
        """
        input.path = "%s"
        input.format = csv
        inference.batch-size = all
        inference.rule = batch
        inference.epochs = 60
        """
            .formatted(input));
  }

  private double density(String run, String input) {
    return CommandRun.of("evaluate", at(run), "--input", input, "--json")
        .json()
        .path("heldOutLogDensityPerRow")
        .asDouble();
  }

  @Test
  void optionsOutOfTheirRangesAndDamagedPointersAreRefused() throws IOException {
    String one = docword("one.txt", documents(DOCUMENTS, TOPICS, 1));
    train("run", one);

    CommandRun none = CommandRun.of("update", at("run"), "--input", one, "--forgetting", "0");
    CommandRun absent = CommandRun.of("update", at("run"), "--input", at("nothing"));
    Files.writeString(directory.resolve("run/current.json"), "{");
    CommandRun damaged = CommandRun.of("describe", at("run"));

    assertEquals(ExitCode.CONFIGURATION, none.code());
    assertTrue(none.err().contains("--forgetting must be in (0, 1], but was 0.0"), none.err());
    assertEquals(ExitCode.INPUT, absent.code());
    assertEquals(ExitCode.RUN_DIRECTORY, damaged.code());
    assertTrue(damaged.err().contains("current.json"), damaged.err());
  }
}
