package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings on a cluster of two workers of which something dies at a random moment: every one ends
 * with the model of the one that nothing befell, bit for bit.
 *
 * <p>The seeds are in the tests' names; the first is {@code -Dkill.seed=N}, another one every day
 * otherwise. {@code -Dkill.only="mixture, worker"} leaves out what has another name. What happened
 * is written to {@code target/kill-matrix.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillMatrix {
  private static final int WAIT_SECONDS = 240;
  private static final long FIRST_SEED =
      Long.getLong("kill.seed", TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis()));
  private static final String ONLY = System.getProperty("kill.only", "");

  @RegisterExtension final LogTails tails = new LogTails(() -> this.cluster);

  @TempDir private Path directory;
  private SparkCluster cluster;
  private final List<String> table = new ArrayList<>();

  /** What happens. */
  enum Misfortune {
    DRIVER_KILLED,
    WORKER_KILLED,
    EXECUTOR_KILLED,
    CHECKPOINT_CUT
  }

  /** How often something happens to each model. */
  abstract int times(Misfortune misfortune);

  @BeforeAll
  void start() throws IOException {
    cluster = SparkCluster.start(getClass().getSimpleName(), java.util.Map.of());
  }

  @AfterAll
  void stop() throws IOException {
    Files.write(Path.of("target", "kill-matrix.md"), table);
    if (cluster != null) {
      cluster.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyModelIsThatOfAnUndisturbedTraining() throws IOException {
    return KilledTraining.all(directory).stream()
        .filter(training -> training.name().startsWith(ONLY) || ONLY.startsWith(training.name()))
        .flatMap(this::cells);
  }

  private Stream<DynamicTest> cells(KilledTraining training) {
    Undisturbed undisturbed = new Undisturbed(training);
    Stream<DynamicTest> first =
        Stream.of(
            DynamicTest.dynamicTest(training.name() + ", nothing happens", undisturbed::train));
    Stream<DynamicTest> others =
        Arrays.stream(Misfortune.values())
            .flatMap(
                misfortune ->
                    LongStream.range(FIRST_SEED, FIRST_SEED + times(misfortune))
                        .mapToObj(
                            seed ->
                                DynamicTest.dynamicTest(
                                    "%s, %s, seed %d"
                                        .formatted(training.name(), shown(misfortune), seed),
                                    () -> cell(undisturbed, misfortune, seed))));
    return Stream.concat(first, others.filter(cell -> cell.getDisplayName().startsWith(ONLY)));
  }

  private static String shown(Misfortune misfortune) {
    return misfortune.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The training that nothing befell. */
  private final class Undisturbed {
    private final KilledTraining training;
    private final Path run;

    Undisturbed(KilledTraining training) {
      this.training = training;
      this.run = directory.resolve(training.name() + " undisturbed");
    }

    void train() throws Exception {
      assertEndsWell(begin(training, run));
    }

    byte[] parameters() throws IOException {
      return ShippedTraining.parameters(run);
    }

    int rounds() throws IOException {
      return (int) ShippedTraining.rounds(run);
    }
  }

  private SparkCluster.Running begin(KilledTraining training, Path run) throws IOException {
    return cluster.begin(cluster.url(), training.arguments(run));
  }

  private static void assertEndsWell(SparkCluster.Running driver) throws InterruptedException {
    SparkCluster.Submission submission = driver.end(WAIT_SECONDS);
    assertEquals(0, submission.exitCode(), submission::output);
  }

  private void cell(Undisturbed undisturbed, Misfortune misfortune, long seed) throws Exception {
    KilledTraining training = undisturbed.training;
    Random random = new Random(seed * Misfortune.values().length + misfortune.ordinal());
    Path run = directory.resolve("%s %s %d".formatted(training.name(), misfortune, seed));
    long began = System.nanoTime();

    String where =
        misfortune == Misfortune.CHECKPOINT_CUT
            ? cut(undisturbed, run, random)
            : kill(undisturbed, misfortune, run, random);

    assertArrayEquals(undisturbed.parameters(), ShippedTraining.parameters(run), where);
    table.add(
        "| %s | %s | %d | %s | %.0f s |"
            .formatted(
                training.name(),
                shown(misfortune),
                seed,
                where,
                (System.nanoTime() - began) * 1e-9));
  }

  /** Kills something in a random round; the driver is started again, all else heals. */
  private String kill(Undisturbed undisturbed, Misfortune misfortune, Path run, Random random)
      throws Exception {
    KilledTraining training = undisturbed.training;
    int round = 1 + random.nextInt(undisturbed.rounds() * 3 / 4);
    int worker = random.nextInt(SparkCluster.HOSTS.size());
    SparkCluster.Running driver = begin(training, run);
    ShippedTraining.awaitRounds(run, round, driver, WAIT_SECONDS);
    long reached = ShippedTraining.rounds(run);
    switch (misfortune) {
      case DRIVER_KILLED -> {
        driver.kill();
        driver.end(WAIT_SECONDS);
        assertTrue(Files.notExists(run.resolve("model").resolve("model.json")), "it had ended");
        driver = begin(training, run);
      }
      case WORKER_KILLED -> {
        cluster.killWorker(worker);
        cluster.restartWorker(worker);
      }
      case EXECUTOR_KILLED -> assertEquals(1, cluster.killExecutors(worker));
      case CHECKPOINT_CUT -> throw new IllegalStateException("no process is to be killed");
    }
    assertEndsWell(driver);
    return "round %d of %d".formatted(reached, undisturbed.rounds());
  }

  /** Cuts the newest checkpoint, as of a driver that died in the middle of it. */
  private String cut(Undisturbed undisturbed, Path run, Random random) throws Exception {
    KilledTraining.copyWithoutModel(undisturbed.run, run);
    Path newest;
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      newest =
          files
              .filter(file -> file.toString().endsWith(".safetensors"))
              .max(Comparator.naturalOrder())
              .orElseThrow();
    }
    byte[] whole = Files.readAllBytes(newest);
    int at = random.nextInt(whole.length);
    Files.write(newest, Arrays.copyOf(whole, at));
    SparkCluster.Running driver = begin(undisturbed.training, run);
    assertEndsWell(driver);
    String output = driver.output();
    assertTrue(output.contains("cannot be used, the one before is tried"), output);
    assertTrue(output.contains("going on after round"), output);
    return "byte %d of %d".formatted(at, whole.length);
  }
}
