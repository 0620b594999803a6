package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Rounds;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.model.NumericalException;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;

/** Training by a job a round on blocks in a store: the bits, and what it asks of Spark. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class JobRoundsTest {
  private static final int BATCH = 4; // blocks of a round; the last round of an epoch has 3
  private static final int ROUNDS = 5; // of an epoch
  private static final int WAIT_SECONDS = 60;
  private static final TopicsSettings TOPICS = TrainingFixture.topics();

  @TempDir private static Path directory;
  private static TrainingFixture fixture;

  private JavaSparkContext spark;
  private JobLog jobs;

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

  private JobRounds rounds(String name, WorkloadSource source) {
    return new JobRounds(spark, name, source);
  }

  private Fit train(String name, TopicsSettings settings, Plan plan, Listener listener) {
    try (JobRounds rounds = rounds(name, fixture.source(settings))) {
      return fixture.train(settings, plan, rounds, listener);
    }
  }

  static Stream<Arguments> settings() {
    TopicsSettings learned =
        TOPICS.withAlpha(Concentration.asymmetric(0.2)).withEta(Concentration.symmetric(0.1));
    return Stream.of(Kernel.values())
        .flatMap(
            kernel ->
                Stream.of(
                    Arguments.of(TOPICS.withKernel(kernel), BATCH),
                    Arguments.of(TOPICS.withKernel(kernel), TrainingFixture.BLOCKS),
                    Arguments.of(learned.withKernel(kernel), BATCH),
                    Arguments.of(learned.withKernel(kernel), TrainingFixture.BLOCKS)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aTrainingHasTheBitsOfOneInProcess(TopicsSettings settings, int batch) {
    Plan plan = TrainingFixture.plan(batch, 2);

    Fit fit = train("bits", settings, plan, Listener.NONE);

    assertSame(fixture.trainInProcess(settings, plan), fit);
    assertTrue(fit.trace().get(fit.trace().size() - 1).heldOut().isPresent());
  }

  static Stream<Rounds> rounds() {
    return Stream.of(Rounds.SYNCHRONOUS, Rounds.local(3, 2));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void tasksThatFailAndAreTriedAgainChangeNothing(Rounds made) {
    Plan plan = TrainingFixture.plan(made == Rounds.SYNCHRONOUS ? BATCH : 1, 2).with(made);
    WorkloadSource source =
        new FaultySource(
            fixture.source(TOPICS), new TopicsModel(TOPICS), new Faults.FailFirstAttempt(3));

    Fit fit;
    try (JobRounds rounds = rounds("retries", source)) {
      fit = fixture.train(TOPICS, plan, rounds, Listener.NONE);
    }

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertTrue(jobs.failedTasks() > 2, () -> jobs.failedTasks() + " tasks failed");
  }

  @Test
  void whatATaskThrowsIsWhatTheCallerSees() {
    WorkloadSource source =
        new FaultySource(
            fixture.source(TOPICS),
            new TopicsModel(TOPICS),
            (block, task) -> {
              throw new NumericalException(3, "block " + "is not a number");
            });

    try (JobRounds rounds = rounds("failure", source)) {
      NumericalException thrown =
          assertThrows(
              NumericalException.class,
              () -> fixture.train(TOPICS, TrainingFixture.plan(BATCH, 1), rounds, Listener.NONE));
      assertEquals("block is not a number", thrown.getMessage());
      assertEquals(3, thrown.round());
    }
  }

  @Test
  void aRoundIsOneJobOfNoMoreTasksThanBlocks() {
    Plan plan = new Plan(3, 1, Double.POSITIVE_INFINITY, 0, 10, 0, 5); // 6 rounds of 3, one of 1

    try (Parallelism seven = new Parallelism(SparkSession.active(), 7)) {
      assertEquals(7, seven.tasks());
      train("the story", TOPICS, plan, Listener.NONE);
    }

    List<JobLog.Job> expected = new ArrayList<>();
    for (int round = 1; round <= 6; round++) {
      expected.add(new JobLog.Job("the story", "round " + round + ": 3 blocks", 3));
    }
    expected.add(new JobLog.Job("the story", "round 7: 1 blocks", 1));
    expected.add(new JobLog.Job("the story", "held-out score before round 8: 4 blocks", 4));
    assertEquals(expected, jobs.of("the story"));
  }

  @Test
  void theCallersOwnJobGroupIsThereAgainAfterwards() {
    spark.setJobGroup("caller", "what the caller does", true);
    try {
      train("rounds", TOPICS, TrainingFixture.plan(BATCH, 1), Listener.NONE);

      assertEquals("caller", spark.getLocalProperty("spark.jobGroup.id"));
      assertEquals("what the caller does", spark.getLocalProperty("spark.job.description"));
      assertEquals("true", spark.getLocalProperty("spark.job.interruptOnCancel"));
    } finally {
      spark.clearJobGroup();
    }

    train("rounds", TOPICS, TrainingFixture.plan(BATCH, 1), Listener.NONE);
    assertNull(spark.getLocalProperty("spark.jobGroup.id"));
    assertNull(spark.getLocalProperty("spark.job.description"));
  }

  /** Parameters so large that no other broadcast of a training is mistaken for them. */
  @Test
  void noBroadcastOfParametersOutlivesItsRound() throws InterruptedException {
    TopicsSettings large = TopicsSettings.of(400, TrainingFixture.WORDS, 0.2, 0.1);
    long bytes = 8L * 400 * TrainingFixture.WORDS;
    List<Integer> seen = new ArrayList<>();

    try (JobRounds rounds = rounds("broadcasts", fixture.source(large))) {
      fixture.train(
          large,
          TrainingFixture.plan(BATCH, 2),
          rounds,
          new Listener() {
            @Override
            public void onRound(TraceLine line, State state) {
              seen.add(JobLog.awaitBroadcasts(bytes, 0, WAIT_SECONDS));
            }
          });
      assertEquals(2 * ROUNDS, seen.size());
      assertTrue(seen.stream().allMatch(left -> left == 0), seen::toString);
    }
  }

  @Test
  void theWorkloadIsDestroyedWhenRoundsAreClosed() {
    long[] ballast = LongStream.range(0, 200_000).toArray();
    WorkloadSource source = fixture.source(TOPICS);
    WorkloadSource large =
        new FaultySource(
            source,
            new TopicsModel(TOPICS),
            (block, task) -> {
              if (ballast[block] != block) {
                throw new IllegalStateException("the ballast shifted");
              }
            });
    long bytes = 8L * ballast.length;

    try (JobRounds rounds = rounds("workload", large)) {
      fixture.train(TOPICS, TrainingFixture.plan(BATCH, 1), rounds, Listener.NONE);
      assertTrue(JobLog.broadcasts(bytes) > 0);
    }

    assertEquals(0, JobLog.awaitBroadcasts(bytes, 0, WAIT_SECONDS));
  }

  @Test
  void trainingsBesideEachOtherDoNotMix() throws Exception {
    Plan plan = TrainingFixture.plan(BATCH, 2);
    TopicsSettings other = TOPICS.withAlpha(Concentration.asymmetric(0.5));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      CountDownLatch together = new CountDownLatch(2);
      Future<Fit> first = threads.submit(() -> train("first", TOPICS, plan, meeting(together)));
      Future<Fit> second = threads.submit(() -> train("second", other, plan, meeting(together)));

      assertSame(fixture.trainInProcess(TOPICS, plan), first.get(WAIT_SECONDS, TimeUnit.SECONDS));
      assertSame(fixture.trainInProcess(other, plan), second.get(WAIT_SECONDS, TimeUnit.SECONDS));
    } finally {
      threads.shutdownNow();
    }
    int scores = 5; // after rounds 3, 5, 6, 9 and 10
    assertEquals(2 * ROUNDS + scores, jobs.of("first").size());
    assertEquals(2 * ROUNDS + scores, jobs.of("second").size());
  }

  /** Waits in the first round until the other training is there, too. */
  private static Listener meeting(CountDownLatch together) {
    return new Listener() {
      @Override
      public void onRound(TraceLine line, State state) {
        together.countDown();
        try {
          assertTrue(together.await(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
