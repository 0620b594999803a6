package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.cluster.LogTails;
import org.sparksvi.cluster.SparkCluster;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.models.topics.TopicsSettings;

/**
 * Ten random moments of every misfortune ({@code -Dkill.moments=N} for others), while tasks come
 * and go: the same bits. The seeds are in the tests' names, and the first is {@code -Dkill.seed=N};
 * another one every day otherwise.
 */
@Tag("kill")
@Timeout(300)
class RandomMomentsIT {
  private static final int MOMENTS = Integer.getInteger("kill.moments", 10);
  private static final double SHIFT_SECONDS = 0.3;
  private static final int BATCH = 4; // blocks of a round
  private static final int ROUNDS = 60; // in which something may happen
  private static final int MOST_TASKS = 5;
  private static final int BLOCK_MILLIS = 3;
  private static final int WAIT_SECONDS = 120;
  private static final TopicsSettings TOPICS = TrainingFixture.topics();
  private static final Plan PLAN = TrainingFixture.plan(BATCH, 16);

  @RegisterExtension static final LogTails TAILS = new LogTails(() -> RandomMomentsIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;
  private static ResidentDriver driver;
  private static TrainingFixture fixture;

  /** What happens. */
  enum Misfortune {
    EXECUTOR_KILLED,
    WORKER_KILLED_AND_RESTARTED,
    TASKS_FAIL,
    TASK_A_HUNDRED_TIMES_SLOWER,
    TASK_COPIED
  }

  @BeforeAll
  static void start() throws IOException {
    fixture = TrainingFixture.write(directory);
    cluster = SparkCluster.start("random-moments", Map.of());
    driver =
        ResidentDriver.start(
            cluster,
            fixture,
            Map.of(
                "spark.speculation", "true",
                "spark.speculation.interval", "50ms",
                "spark.speculation.task.duration.threshold", "200ms",
                "spark.executor.cores", "1"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (driver != null) {
      driver.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  static Stream<Arguments> moments() {
    long first =
        Long.getLong("kill.seed", TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis()));
    return Arrays.stream(Misfortune.values())
        .flatMap(
            misfortune ->
                LongStream.range(first, first + MOMENTS)
                    .mapToObj(seed -> Arguments.of(misfortune, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("moments")
  void changesNothing(Misfortune misfortune, long seed) throws Exception {
    awaitExecutors();
    Random random = new Random(seed * Misfortune.values().length + misfortune.ordinal());

    Fit fit = train(misfortune, random);

    assertSame(fixture.trainInProcess(TOPICS, PLAN), fit);
  }

  private static Fit train(Misfortune misfortune, Random random) {
    int tasks = 1 + random.nextInt(MOST_TASKS);
    int worker = random.nextInt(SparkCluster.HOSTS.size());
    FaultySource.Fault slow = new Faults.Slow(BLOCK_MILLIS);
    return switch (misfortune) {
      case EXECUTOR_KILLED -> train(slow, tasks, at(random, () -> cluster.killExecutors(worker)));
      case WORKER_KILLED_AND_RESTARTED ->
          train(
              slow,
              tasks,
              at(
                  random,
                  () -> {
                    cluster.killWorker(worker);
                    cluster.restartWorker(worker);
                  }));
      case TASKS_FAIL ->
          train(
              new Faults.FailAt(random.nextInt(TrainingFixture.BLOCKS), 1 + random.nextInt(3)),
              tasks,
              Listener.NONE);
      case TASK_A_HUNDRED_TIMES_SLOWER ->
          train(
              new Faults.SlowTask(random.nextInt(2), 100, 1), 2 + random.nextInt(3), Listener.NONE);
      case TASK_COPIED -> train(slow, 1, Listener.NONE);
    };
  }

  private static Fit train(FaultySource.Fault fault, int tasks, Listener listener) {
    return driver.train(
        TOPICS,
        PLAN,
        driver.faulty(TOPICS, fault),
        ResidentDriver.settings(tasks, SHIFT_SECONDS),
        listener);
  }

  /** Anywhere in a round, while the training goes on. */
  private static Listener at(Random random, Once.Action action) {
    int round = 1 + random.nextInt(ROUNDS);
    int millis = random.nextInt(BATCH * BLOCK_MILLIS * 2);
    return Once.after(
        round,
        () -> {
          Thread later =
              new Thread(
                  () -> {
                    try {
                      Thread.sleep(millis);
                      action.run();
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  },
                  "misfortune");
          later.start();
        });
  }

  private static void awaitExecutors() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (driver.spark().sc().getExecutorMemoryStatus().size() < 1 + SparkCluster.HOSTS.size()) {
      assertTrue(System.nanoTime() < deadline, "there must be two executors");
      Thread.sleep(100);
    }
  }
}
