package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.spark.serializer.KryoSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.cluster.LogTails;
import org.sparksvi.cluster.Signals;
import org.sparksvi.cluster.SparkCluster;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.resident.DriverOnlyPlugin;
import org.sparksvi.spark.resident.ResidentSettings;

/** Resident rounds in applications whose settings of Spark stand in their way. */
@Tag("cluster")
@Timeout(150)
class ResidentExecutionUnderSettingsIT {
  private static final int BATCH = 4; // blocks of a round
  private static final int EPOCHS_TO_LINGER = 40;
  private static final long LINGER_MILLIS = 300;
  private static final long FOREVER_MILLIS = 600_000;
  private static final double SHORT_JOIN_SECONDS = 4;
  private static final double SHIFT_SECONDS = 1;
  private static final int MANY_TASKS = 10;
  private static final TopicsSettings TOPICS = TrainingFixture.topics();
  private static final TopicsSettings LEARNED =
      TOPICS.withAlpha(Concentration.asymmetric(0.2)).withEta(Concentration.symmetric(0.1));

  @RegisterExtension
  static final LogTails TAILS = new LogTails(() -> ResidentExecutionUnderSettingsIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;
  private static TrainingFixture fixture;

  @BeforeAll
  static void start() throws IOException {
    fixture = TrainingFixture.write(directory);
    cluster = SparkCluster.start("resident-settings", Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static void assertSaid(ResidentDriver driver, String words) {
    assertTrue(
        driver.notes().stream().anyMatch(note -> note.contains(words)),
        () -> String.join("\n", driver.notes()));
  }

  @Test
  void aSecondCopyOfATaskIsToldToGoAndTheFirstGoesOn() throws Exception {
    Plan plan = TrainingFixture.plan(BATCH, EPOCHS_TO_LINGER);
    try (ResidentDriver driver =
        ResidentDriver.start(
            cluster,
            fixture,
            Map.of(
                "spark.speculation", "true",
                "spark.speculation.interval", "100ms",
                "spark.speculation.task.duration.threshold", "1s",
                "spark.task.maxFailures", "1",
                "spark.task.reaper.enabled", "true",
                "spark.task.reaper.killTimeout", "20s",
                "spark.executor.cores", "1"))) {

      Fit fit =
          driver.train(
              TOPICS,
              plan,
              fixture.source(TOPICS),
              1,
              new Linger(LINGER_MILLIS, () -> driver.jobs().killedTasks() > 0));

      assertSame(fixture.trainInProcess(TOPICS, plan), fit);
      assertEquals(1, driver.jobs().speculativeTasks());
      assertEquals(1, driver.jobs().killedTasks());
      assertEquals(0, driver.jobs().failedTasks());

      interruptEndsTasksAtOnce(driver);
    }
  }

  /**
   * An ordinary task that is slower than another is copied, and so the settings do what they say.
   */
  @Test
  void speculationCopiesNoTaskOfManyShifts() throws Exception {
    Plan plan = TrainingFixture.plan(BATCH, EPOCHS_TO_LINGER);
    try (ResidentDriver driver =
        ResidentDriver.start(
            cluster,
            fixture,
            Map.of(
                "spark.speculation", "true",
                "spark.speculation.interval", "10ms",
                "spark.speculation.quantile", "0.1",
                "spark.speculation.multiplier", "2",
                "spark.speculation.minTaskRuntime", "1ms",
                "spark.speculation.efficiency.enabled", "false",
                "spark.executor.cores", "1"))) {
      List<Long> seen = new CopyOnWriteArrayList<>();
      Listener accumulated =
          SparkRounds.onRound(
              () -> seen.add(Stages.accumulated(driver.spark(), "tests", "units done")));

      Fit fit =
          driver.train(
              TOPICS,
              plan,
              fixture.source(TOPICS),
              ResidentDriver.settings(2, SHIFT_SECONDS),
              new Linger(LINGER_MILLIS / 10, () -> driver.jobs().startedTasks() >= MANY_TASKS)
                  .and(accumulated));

      assertSame(fixture.trainInProcess(TOPICS, plan), fit);
      int tasks = driver.jobs().startedTasks();
      assertTrue(tasks >= MANY_TASKS, () -> tasks + " tasks");
      assertEquals(0, driver.jobs().speculativeTasks());
      assertEquals(0, driver.jobs().killedTasks());
      assertEquals(0, driver.jobs().failedTasks());
      assertTrue(seen.stream().distinct().count() > 2, seen::toString);

      driver.spark().parallelize(List.of(1L, 3000L), 2).foreach(new Faults.Pause());
      assertEquals(1, driver.jobs().speculativeTasks());
    }
  }

  /** With the reaper, which ends executors whose tasks do not end. */
  private static void interruptEndsTasksAtOnce(ResidentDriver driver) throws Exception {
    long executor = cluster.executors().get(0).pid();
    Thread training =
        new Thread(
            () ->
                driver.train(
                    TOPICS,
                    TrainingFixture.plan(BATCH, 1),
                    driver.faulty(TOPICS, new Faults.Slow(FOREVER_MILLIS)),
                    2,
                    Listener.NONE));
    training.setUncaughtExceptionHandler((thread, failure) -> {});
    int before = driver.jobs().startedTasks();
    training.start();
    while (driver.jobs().startedTasks() < before + 2) {
      Thread.sleep(50);
    }
    Thread.sleep(500);

    training.interrupt();
    training.join(TimeUnit.SECONDS.toMillis(5));

    assertTrue(!training.isAlive(), "the training must end with its interruption");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (driver.jobs().runningTasks() > 0) {
      assertTrue(System.nanoTime() < deadline, "tasks must end within 10 seconds");
      Thread.sleep(50);
    }
    assertEquals(executor, cluster.executors().get(0).pid());
    assertEquals(0, driver.jobs().failedTasks());
  }

  @Test
  void executorsComeAndGoByDecommissionAndDynamicAllocation() throws Exception {
    Plan plan = TrainingFixture.plan(BATCH, EPOCHS_TO_LINGER);
    Plan brief = TrainingFixture.plan(BATCH, 4);
    Signatures workers = new Signatures(directory.resolve("decommissioned"));
    try (ResidentDriver driver =
        ResidentDriver.start(
            cluster,
            fixture,
            Map.of(
                "spark.decommission.enabled", "true",
                "spark.dynamicAllocation.enabled", "true",
                "spark.dynamicAllocation.shuffleTracking.enabled", "true",
                "spark.dynamicAllocation.minExecutors", "1",
                "spark.dynamicAllocation.maxExecutors", "2",
                "spark.dynamicAllocation.executorIdleTimeout", "2s",
                "spark.scheduler.minRegisteredResourcesRatio", "0",
                "spark.executor.cores", "1"))) {

      Fit fit =
          driver.train(
              TOPICS,
              plan,
              driver.faulty(TOPICS, workers.fault(2)),
              2,
              new Linger(LINGER_MILLIS, () -> workers.count() > 1)
                  .and(Once.when(() -> workers.count() > 1, () -> decommission(cluster)))
                  .and(new Linger(LINGER_MILLIS, () -> !driver.notes().isEmpty())));

      assertSame(fixture.trainInProcess(TOPICS, plan), fit);
      assertSaid(driver, "is to be decommissioned: its tasks go");
      assertEquals(0, driver.jobs().failedTasks());

      var other =
          CompletableFuture.supplyAsync(
              () -> driver.train(TOPICS, brief, fixture.source(TOPICS), 1, Listener.NONE));
      Fit beside = driver.train(LEARNED, brief, fixture.source(LEARNED), 1, Listener.NONE);
      assertSame(fixture.trainInProcess(LEARNED, brief), beside);
      assertSame(fixture.trainInProcess(TOPICS, brief), other.get());
    }
  }

  /** As a machine that is to be taken away tells its executors. */
  private static void decommission(SparkCluster cluster) throws IOException, InterruptedException {
    Signals.send("PWR", cluster.executors().get(0).pid());
  }

  @Test
  void aSessionOnKryoWithoutThePluginTrainsToTheSameBits() throws IOException {
    Plan plan = TrainingFixture.plan(BATCH, 4);
    try (ResidentDriver driver =
        ResidentDriver.start(
            cluster,
            fixture,
            Map.of("spark.plugins", "", "spark.serializer", KryoSerializer.class.getName()))) {

      Fit fit = driver.train(TOPICS, plan, fixture.source(TOPICS), 2, Listener.NONE);

      assertSame(fixture.trainInProcess(TOPICS, plan), fit);
      assertEquals(0, driver.jobs().failedTasks());
    }
  }

  @Test
  void aPluginOnTheDriverOnlyIsAnErrorThatSaysSo() throws IOException {
    try (ResidentDriver driver =
        ResidentDriver.start(
            cluster, fixture, Map.of("spark.plugins", DriverOnlyPlugin.class.getName()))) {

      Exception failure =
          assertThrows(Exception.class, () -> trainBriefly(driver, ResidentDriver.JOIN_SECONDS));

      assertTrue(
          failure
              .getMessage()
              .startsWith(
                  "spark.plugins must name org.sparksvi.spark.resident.ResidentPlugin on executors"
                      + " too, but executor "),
          failure::getMessage);
    }
  }

  @Test
  void executorsWithoutTheJarAreAnErrorWithinTheConfiguredWait() throws IOException {
    try (ResidentDriver driver =
        ResidentDriver.start(
            cluster,
            fixture,
            Map.of("spark.jars", "", "spark.scheduler.minRegisteredResourcesRatio", "0"))) {
      long before = System.nanoTime();

      Exception failure =
          assertThrows(Exception.class, () -> trainBriefly(driver, SHORT_JOIN_SECONDS));

      double seconds = (System.nanoTime() - before) * 1e-9;
      assertTrue(seconds < SHORT_JOIN_SECONDS + 10, () -> "it took %s s".formatted(seconds));
      assertTrue(
          failure
                  .getMessage()
                  .startsWith(
                      "a task must take part within %s seconds, but none of 2 has"
                          .formatted(SHORT_JOIN_SECONDS))
              || failure.getMessage().contains("Master removed our application"),
          failure::getMessage);
    }
  }

  private static Fit trainBriefly(ResidentDriver driver, double joinSeconds) {
    return driver.train(
        TOPICS,
        TrainingFixture.plan(BATCH, 1),
        fixture.source(TOPICS),
        new ResidentSettings(
            2, joinSeconds, ResidentDriver.PATIENCE_SECONDS, ResidentDriver.SHIFT_SECONDS),
        Listener.NONE);
  }
}
