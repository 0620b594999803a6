package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.model.NumericalException;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;

/** What holds of training on Spark, whichever way rounds are made there. */
@Tag("spark")
@Timeout(120)
@ExtendWith(SharedSpark.class)
abstract class SparkRounds {
  static final int BATCH = 4; // blocks of a round; the last round of an epoch has 3
  static final int WAIT_SECONDS = 60;
  static final TopicsSettings TOPICS = TrainingFixture.topics();
  static final Plan PLAN = TrainingFixture.plan(BATCH, 2);

  @TempDir private static Path directory;
  static TrainingFixture fixture;

  JavaSparkContext spark;
  JobLog jobs;

  @BeforeAll
  static void write() throws IOException {
    fixture = TrainingFixture.write(directory);
  }

  @BeforeEach
  void open(SparkSession session) {
    spark = new JavaSparkContext(session.sparkContext());
    jobs = JobLog.attach(spark);
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  /** Rounds of a training, on a number of slots where tasks stay in them. */
  abstract Execution rounds(String name, WorkloadSource source, int slots);

  Fit train(String name, TopicsSettings settings, Plan plan, int slots, Listener listener) {
    try (Execution rounds = rounds(name, fixture.source(settings), slots)) {
      return fixture.train(settings, plan, rounds, listener);
    }
  }

  static WorkloadSource faulty(FaultySource.Fault fault) {
    return new FaultySource(fixture.source(TOPICS), new TopicsModel(TOPICS), fault);
  }

  static Listener onRound(Runnable what) {
    return new Listener() {
      @Override
      public void onRound(TraceLine line, State state) {
        what.run();
      }
    };
  }

  static Stream<RoundPlan> rounds() {
    return Stream.of(RoundPlan.SYNCHRONOUS, RoundPlan.local(3, 2));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void tasksThatFailAndAreTriedAgainChangeNothing(RoundPlan made) {
    Plan plan = TrainingFixture.plan(made == RoundPlan.SYNCHRONOUS ? BATCH : 1, 2, made);

    Fit fit;
    try (Execution rounds = rounds("retries", faulty(new Faults.FailFirstAttempt(3)), 2)) {
      fit = fixture.train(TOPICS, plan, rounds, Listener.NONE);
    }

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertTrue(jobs.failedTasks() > 0, () -> jobs.failedTasks() + " tasks failed");
  }

  @Test
  void whatATaskThrowsIsWhatTheCallerSees() {
    WorkloadSource source =
        faulty(
            (block, task) -> {
              throw new NumericalException(3, "block " + "is not a number");
            });

    try (Execution rounds = rounds("failure", source, 2)) {
      NumericalException thrown =
          assertThrows(
              NumericalException.class, () -> fixture.train(TOPICS, PLAN, rounds, Listener.NONE));
      assertEquals("block is not a number", thrown.getMessage());
      assertEquals(3, thrown.round());
    }
  }

  @Test
  void theCallersOwnJobGroupIsThereAgain() {
    spark.setJobGroup("caller", "what the caller does", true);
    try {
      train(
          "rounds",
          TOPICS,
          PLAN,
          2,
          onRound(() -> assertEquals("caller", spark.getLocalProperty("spark.jobGroup.id"))));

      assertEquals("what the caller does", spark.getLocalProperty("spark.job.description"));
      assertEquals("true", spark.getLocalProperty("spark.job.interruptOnCancel"));
    } finally {
      spark.clearJobGroup();
    }

    train("rounds", TOPICS, PLAN, 2, Listener.NONE);
    assertNull(spark.getLocalProperty("spark.jobGroup.id"));
    assertNull(spark.getLocalProperty("spark.job.description"));
  }

  @Test
  void nothingIsLeftBehind() {
    long[] ballast = LongStream.range(0, 200_000).toArray();
    WorkloadSource large =
        faulty(
            (block, task) -> {
              if (ballast[block] != block) {
                throw new IllegalStateException("the ballast shifted");
              }
            });
    long bytes = 8L * ballast.length;
    int listeners = spark.sc().listenerBus().listeners().size();
    long since = JobLog.lastBroadcast(spark);

    try (Execution rounds = rounds("left behind", large, 2)) {
      fixture.train(TOPICS, PLAN, rounds, Listener.NONE);
      assertTrue(JobLog.broadcasts(since, bytes) > 0);
    }

    assertEquals(0, JobLog.awaitBroadcasts(since, bytes, 0, WAIT_SECONDS));
    assertEquals(listeners, spark.sc().listenerBus().listeners().size());
  }

  @Test
  void trainingsBesideEachOtherDoNotMix() throws Exception {
    TopicsSettings other = TOPICS.withAlpha(Concentration.asymmetric(0.5));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      CountDownLatch together = new CountDownLatch(2);
      Future<Fit> first = threads.submit(() -> train("first", TOPICS, PLAN, 1, meeting(together)));
      Future<Fit> second = threads.submit(() -> train("second", other, PLAN, 1, meeting(together)));

      assertSame(fixture.trainInProcess(TOPICS, PLAN), first.get(WAIT_SECONDS, TimeUnit.SECONDS));
      assertSame(fixture.trainInProcess(other, PLAN), second.get(WAIT_SECONDS, TimeUnit.SECONDS));
    } finally {
      threads.shutdownNow();
    }
    assertEquals(jobsOfATraining(), jobs.of("first").size());
    assertEquals(jobsOfATraining(), jobs.of("second").size());
  }

  /** Jobs that a training by {@link #PLAN} is made of. */
  abstract int jobsOfATraining();

  /** Waits in the first round until the other training is there, too. */
  private static Listener meeting(CountDownLatch together) {
    return onRound(
        () -> {
          together.countDown();
          try {
            assertTrue(together.await(WAIT_SECONDS, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
