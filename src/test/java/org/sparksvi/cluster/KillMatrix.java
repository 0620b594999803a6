package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings on a cluster of two workers that are struck at random rounds, again and again: every
 * one ends with the model of the one that nothing befell, bit for bit, and so do the states and the
 * trace that each driver leaves when it is killed.
 *
 * <p>The seeds are in the tests' names; the first is {@code -Dkill.seed=N}, another one every day
 * otherwise. {@code -Dkill.only="mixture, seed 20779"} leaves out what has another name. What
 * happened is printed, and written to {@code target/kill-matrix.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillMatrix {
  private static final int WAIT_SECONDS = 240;
  private static final long FIRST_SEED =
      Long.getLong("kill.seed", TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis()));
  private static final String ONLY = System.getProperty("kill.only", "");

  @TempDir private Path directory;
  private SparkCluster cluster;
  private final List<String> table = new ArrayList<>();

  /** How many trainings of each model are struck. */
  abstract int chains();

  /** How often something happens to each of them. */
  abstract Map<Misfortune, Integer> times();

  @BeforeAll
  void start() throws Exception {
    table.add(
        "%s, commit %s, Java %s, %d cores"
            .formatted(
                getClass().getSimpleName(),
                commit(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors()));
    table.addAll(
        List.of(
            "",
            "| model | what happened | seed | where | time |",
            "| --- | --- | --- | --- | --- |"));
    cluster = SparkCluster.start(getClass().getSimpleName(), Map.of());
  }

  @AfterAll
  void stop() throws IOException {
    Files.write(Path.of("target", "kill-matrix.md"), table);
    table.forEach(System.out::println);
    if (cluster != null) {
      cluster.close();
    }
  }

  /** The commit that these sources are of, where git knows. */
  private static String commit() throws IOException, InterruptedException {
    ProcessBuilder git =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*");
    git.directory(Path.of(System.getProperty("project.root")).toFile());
    try {
      Process process = git.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said.strip() : "unknown";
    } catch (IOException e) {
      return "unknown"; // there is no git
    }
  }

  @TestFactory
  Stream<DynamicTest> everyModelIsThatOfAnUndisturbedTraining() throws IOException {
    return KilledTraining.all(directory).stream()
        .filter(training -> training.name().startsWith(ONLY) || ONLY.startsWith(training.name()))
        .flatMap(this::tests);
  }

  private Stream<DynamicTest> tests(KilledTraining training) {
    KilledRun undisturbed = new KilledRun(directory.resolve(training.name()));
    Stream<DynamicTest> first =
        Stream.of(
            DynamicTest.dynamicTest(
                training.name() + ": nothing happens", () -> train(training, undisturbed)));
    Stream<DynamicTest> others =
        LongStream.range(FIRST_SEED, FIRST_SEED + chains())
            .boxed()
            .flatMap(seed -> chain(training, undisturbed, seed));
    return Stream.concat(first, others);
  }

  private void train(KilledTraining training, KilledRun run) throws Exception {
    long began = System.nanoTime();
    SparkCluster.Submission submission =
        cluster.submit(cluster.url(), training.argumentsKeepingAll(run.path()), WAIT_SECONDS);
    assertEquals(0, submission.exitCode(), submission::output);
    assertEquals(training.rounds(), run.rounds());
    table.add(
        "| %s | nothing | | round %d | %.0f s |"
            .formatted(training.name(), run.rounds(), (System.nanoTime() - began) * 1e-9));
  }

  private Stream<DynamicTest> chain(KilledTraining training, KilledRun undisturbed, long seed) {
    String name = "%s, seed %d".formatted(training.name(), seed);
    if (!name.startsWith(ONLY)) {
      return Stream.of();
    }
    KillDraw draw =
        KillDraw.of(
            seed + training.name().hashCode(),
            times(),
            training.rounds(),
            KilledTraining.CHECKPOINT_ROUNDS);
    return new KillChain(
            cluster, training, undisturbed, new KilledRun(directory.resolve(name)), name)
        .links(
            draw,
            (what, where, seconds) ->
                table.add(
                    "| %s | %s | %d | %s | %.0f s |"
                        .formatted(training.name(), what, seed, where, seconds)));
  }
}
