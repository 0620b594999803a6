package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;

/**
 * A day that is fed to a run, its process killed at a random round and again when its model is
 * being written: what is published is a whole model at any time, and in the end that of a day that
 * nothing befell.
 */
@Tag("cluster")
@Timeout(180)
class KilledUpdateIT {
  private static final int WAIT_SECONDS = 150;
  private static final int ROUNDS = 60;
  private static final long SEED =
      Long.getLong("kill.seed", TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis()));

  @RegisterExtension static final LogTails TAILS = new LogTails(() -> KilledUpdateIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = SparkCluster.start("killed-update", Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static SparkCluster.Running begin(String... command) throws IOException {
    return cluster.begin("local[2]", ShippedTraining.submitted(List.of(command), List.of()));
  }

  private static SparkCluster.Running update(Path run, Path day) throws IOException {
    return begin(
        "update",
        run.toString(),
        "--input",
        day.toString(),
        "-s",
        "inference.epochs=" + ROUNDS,
        "-s",
        "inference.tolerance=0", // all of them
        "-s",
        "run.checkpoint-rounds=7");
  }

  private static void assertDone(SparkCluster.Running process) throws InterruptedException {
    SparkCluster.Submission end = process.end(WAIT_SECONDS);
    assertEquals(0, end.exitCode(), end::output);
  }

  private static Path copy(Path run, String name) throws IOException {
    Path to = directory.resolve(name);
    Configuration conf = new Configuration();
    FileSystem fs = FileSystem.getLocal(conf);
    FileUtil.copy(
        fs,
        new org.apache.hadoop.fs.Path(run.toUri()),
        fs,
        new org.apache.hadoop.fs.Path(to.toUri()),
        false,
        conf);
    return to;
  }

  /** The parameters of the published model, which must be whole. */
  private static byte[] published(Path run) throws IOException {
    Path current = run.resolve("current.json");
    String model =
        Files.exists(current)
            ? Json.read(Files.readString(current), "current.json").path("current").asText()
            : "model";
    assertTrue(Files.exists(run.resolve(model).resolve("model.json")), model);
    return Files.readAllBytes(run.resolve(model).resolve("parameters.safetensors"));
  }

  /** The directory of the one update. */
  private static Optional<Path> day(Path run) throws IOException {
    Path updates = run.resolve("updates");
    if (!Files.exists(updates)) {
      return Optional.empty();
    }
    try (Stream<Path> days = Files.list(updates)) {
      return days.findFirst();
    }
  }

  /** What is waited for. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void killWhen(SparkCluster.Running process, Condition condition)
      throws IOException, InterruptedException {
    while (!condition.holds()) {
      assertTrue(process.isAlive(), () -> "it has ended already: " + process.output());
      Thread.sleep(2);
    }
    process.kill();
    process.end(WAIT_SECONDS);
  }

  private static long rounds(Path run) throws IOException {
    Optional<Path> day = day(run);
    return day.isPresent() ? ShippedTraining.rounds(day.get()) : 0;
  }

  private static boolean hasModel(Path run) throws IOException {
    Optional<Path> day = day(run);
    return day.isPresent() && Files.exists(day.get().resolve("model"));
  }

  @Test
  void aDayWhoseProcessIsKilledTwiceIsThatOfOneThatNothingBefell() throws Exception {
    KilledTraining mixture =
        KilledTraining.all(directory).stream()
            .filter(training -> training.name().equals("mixture"))
            .findFirst()
            .orElseThrow();
    Path day = KilledTraining.rows(directory.resolve("day.csv"), 18);
    Path undisturbed = directory.resolve("undisturbed");
    assertDone(
        begin(
            "train",
            mixture.conf().toString(),
            "--run",
            undisturbed.toString(),
            "-s",
            "inference.epochs=2"));
    Path run = copy(undisturbed, "killed");
    byte[] before = published(run);
    assertDone(update(undisturbed, day));
    byte[] after = published(undisturbed);
    int round = 1 + new Random(SEED).nextInt(ROUNDS / 2);

    killWhen(update(run, day), () -> rounds(run) >= round);
    assertFalse(hasModel(run), "the day had ended already");
    assertArrayEquals(before, published(run), "after round " + round);

    killWhen(update(run, day), () -> hasModel(run));
    boolean isPublished = Files.exists(run.resolve("current.json"));
    assertArrayEquals(isPublished ? after : before, published(run), "while the model was written");

    assertDone(update(run, day));
    assertArrayEquals(after, published(run));
    Path directoryOfDay = day(run).orElseThrow();
    assertTrue(Files.notExists(directoryOfDay.resolve("checkpoints")), "checkpoints are left");
    assertTrue(Files.notExists(directoryOfDay.resolve("blocks")), "blocks are left");
  }
}
