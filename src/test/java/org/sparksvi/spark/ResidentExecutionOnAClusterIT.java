package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.cluster.LogTails;
import org.sparksvi.cluster.SparkCluster;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.resident.StrayMessages;

/**
 * Resident rounds on executors in other processes that fail, are slow, are killed and come again:
 * the bits of one thread in this process. The driver is this process; speculation is on, and Spark
 * gives up a job with the first task that fails.
 */
@Tag("cluster")
@Timeout(120)
@TestMethodOrder(OrderAnnotation.class) // the worker dies last
class ResidentExecutionOnAClusterIT {
  private static final int BATCH = 4; // blocks of a round
  private static final TopicsSettings TOPICS = TrainingFixture.topics();
  private static final TopicsSettings LEARNED =
      TOPICS.withAlpha(Concentration.asymmetric(0.2)).withEta(Concentration.symmetric(0.1));

  /** A minute of rounds, where they linger; more than a new executor takes to come. */
  private static final int EPOCHS_TO_LINGER = 40;

  private static final long LINGER_MILLIS = 300;

  @RegisterExtension
  static final LogTails TAILS = new LogTails(() -> ResidentExecutionOnAClusterIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;
  private static ResidentDriver driver;
  private static TrainingFixture fixture;
  private static DenseFixture numbers;

  @BeforeAll
  static void start() throws IOException {
    fixture = TrainingFixture.write(directory);
    numbers = DenseFixture.write(directory);
    cluster = SparkCluster.start("resident-rounds", Map.of());
    driver =
        ResidentDriver.start(
            cluster,
            fixture,
            Map.of(
                "spark.task.maxFailures", "2",
                "spark.speculation", "true",
                "spark.speculation.interval", "50ms",
                "spark.speculation.multiplier", "1.1",
                "spark.speculation.quantile", "0.5",
                "spark.speculation.minTaskRuntime", "50ms"));
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

  private static void assertSaid(String words, String more) {
    assertTrue(
        driver.notes().stream().anyMatch(note -> note.contains(words) && note.contains(more)),
        () -> String.join("\n", driver.notes()));
  }

  @Test
  @Order(1)
  void executorsGiveTheBitsOfThisProcess() {
    Plan plan = TrainingFixture.plan(BATCH, 4);

    for (int slots : new int[] {1, 2, 5}) {
      Fit fit = driver.train(LEARNED, plan, fixture.source(LEARNED), slots, Listener.NONE);

      assertSame(fixture.trainInProcess(LEARNED, plan), fit);
    }
    assertEquals(0, driver.jobs().failedTasks());
    assertEquals(3, driver.jobs().of("tests").size(), "a job for a training");
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void modelsOfNumbersHaveTheBitsOfThisProcess(DenseFixture.Kind kind) {
    WorkloadSource source = kind.source(numbers);
    String here = kind.model().arithmetic();
    ComparedArithmetic same = ComparedArithmetic.of(driver.spark(), source, here);
    ComparedArithmetic other = ComparedArithmetic.of(driver.spark(), source, "none");

    Fit fit = driver.train(numbers, kind, same);
    driver.train(numbers, kind, other);

    assertSame(numbers.trainInProcess(kind), fit);
    assertEquals(Map.of(), same.noticed());
    assertFalse(other.noticed().isEmpty()); // a task that speculation kills brings no news
    assertTrue(Set.of("0", "1").containsAll(other.noticed().keySet()), other::toString);
    assertEquals(Set.of(here), Set.copyOf(other.noticed().values()));
  }

  @Test
  @Order(2)
  void trainingsSideBySideDoNotMix() {
    Plan plan = TrainingFixture.plan(BATCH, 4);

    var other =
        CompletableFuture.supplyAsync(
            () -> driver.train(TOPICS, plan, fixture.source(TOPICS), 1, Listener.NONE));
    Fit fit = driver.train(LEARNED, plan, fixture.source(LEARNED), 1, Listener.NONE);

    assertSame(fixture.trainInProcess(LEARNED, plan), fit);
    assertSame(fixture.trainInProcess(TOPICS, plan), other.join());
  }

  @Test
  @Order(3)
  void messagesOfOtherTrainingsAndVersionsAreRefusedAndChangeNothing() {
    Exception refused =
        assertThrows(
            Exception.class, () -> StrayMessages.task(driver.spark(), fixture.source(TOPICS)));
    assertTrue(
        refused
            .getMessage()
            .contains("the driver refused a task: its training is none of this application's"),
        refused::getMessage);
    String answer = StrayMessages.answerToAnotherVersion(driver.spark());
    assertTrue(answer.startsWith("version of a message between driver and tasks must be"), answer);

    Plan plan = TrainingFixture.plan(BATCH, 1);
    Fit fit = driver.train(TOPICS, plan, fixture.source(TOPICS), 2, Listener.NONE);

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
  }

  @Test
  @Order(4)
  void tasksThatFailAreReplacedHoweverOftenWhileRoundsAreDone() {
    Plan plan = TrainingFixture.plan(BATCH, 2);
    int before = driver.jobs().failedTasks();

    Fit fit =
        driver.train(
            TOPICS, plan, driver.faulty(TOPICS, new Faults.FailFirstAttempt(5)), 5, Listener.NONE);

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertTrue(driver.jobs().failedTasks() - before >= 2);
  }

  @Test
  @Order(5)
  void aFaultThatStaysEndsTheTrainingWithItsOwnMessage() {
    Plan plan = TrainingFixture.plan(BATCH, 1);

    Exception failure =
        assertThrows(
            Exception.class,
            () ->
                driver.train(
                    TOPICS,
                    plan,
                    driver.faulty(TOPICS, new Faults.FailAt(7, Integer.MAX_VALUE)),
                    2,
                    Listener.NONE));

    assertEquals("a fault made for a test", failure.getMessage());
  }

  @Test
  @Order(6)
  void aTaskAHundredTimesSlowerThanTheOtherCostsTimeOnly() {
    Plan plan = TrainingFixture.plan(BATCH, 1);

    Fit fit =
        driver.train(
            TOPICS,
            plan,
            driver.faulty(TOPICS, new Faults.SlowTask(0, 1500, 15)),
            2,
            Listener.NONE);

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertSaid("executor ", "has not answered in time: its blocks go to others as well");
  }

  @Test
  @Order(7)
  void anExecutorThatIsKilledIsReplacedWithFewerSlotsThanTasks() throws IOException {
    Plan plan = TrainingFixture.plan(BATCH, EPOCHS_TO_LINGER);
    Signatures workers = new Signatures(directory.resolve("killed"));

    Fit fit =
        driver.train(
            TOPICS,
            plan,
            driver.faulty(TOPICS, workers.fault(2)),
            5,
            Once.after(4, () -> assertEquals(1, cluster.killExecutors(1)))
                .and(new Linger(LINGER_MILLIS, () -> workers.count() > 2)));

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertEquals(3, workers.count());
    assertSaid("is gone (", "): its blocks go to the others");
  }

  @Test
  @Order(8)
  void anExecutorLostInTheMiddleOfLocalRoundsChangesNothing() throws IOException {
    Plan plan = TrainingFixture.plan(1, EPOCHS_TO_LINGER, RoundPlan.local(3, 4));
    Signatures workers = new Signatures(directory.resolve("local"));

    Fit fit =
        driver.train(
            TOPICS,
            plan,
            driver.faulty(TOPICS, workers.fault(2)),
            2,
            Once.after(3, () -> assertEquals(1, cluster.killExecutors(1)))
                .and(new Linger(LINGER_MILLIS, () -> workers.count() > 2)));

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertEquals(3, workers.count());
  }

  @Test
  @Order(9)
  void aWorkerThatIsKilledAndComesAgainTakesPart() throws IOException {
    Plan plan = TrainingFixture.plan(BATCH, EPOCHS_TO_LINGER);
    Signatures workers = new Signatures(directory.resolve("restarted"));

    Fit fit =
        driver.train(
            TOPICS,
            plan,
            driver.faulty(TOPICS, workers.fault(2)),
            2,
            Once.after(4, () -> cluster.killWorker(1))
                .and(Once.after(7, () -> cluster.restartWorker(1)))
                .and(new Linger(LINGER_MILLIS, () -> workers.count() > 2)));

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertEquals(3, workers.count());
  }
}
