package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Rounds;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Waiting;
import org.sparksvi.model.NumericalException;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.resident.ResidentPlugin;
import org.sparksvi.spark.resident.ResidentRounds;
import org.sparksvi.spark.resident.ResidentSettings;
import org.sparksvi.spark.resident.RoundMetrics;
import scala.jdk.javaapi.CollectionConverters;

/** Training by tasks that stay: the bits, what it asks of Spark, and what it leaves behind. */
@Tag("spark")
@Timeout(120)
@ExtendWith(SharedSpark.class)
class ResidentRoundsTest {
  private static final int BATCH = 4; // blocks of a round; the last round of an epoch has 3
  private static final int WAIT_SECONDS = 60;
  private static final TopicsSettings TOPICS = TrainingFixture.topics();
  private static final Plan PLAN = TrainingFixture.plan(BATCH, 2);

  /** What tasks see as well: they are in this process. */
  private static final Map<Integer, String> AT_WORK = new ConcurrentHashMap<>();

  private static final AtomicReference<CountDownLatch> RELEASE = new AtomicReference<>();

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
  void nothingRunsOn() {
    jobs.close();
    await("jobs run on", () -> spark.statusTracker().getActiveJobIds().length == 0);
    assertEquals(0, gauge("trainings"), "trainings the endpoint knows");
  }

  private static void await(String what, BooleanSupplier until) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!until.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Object gauge(String name) {
    return CollectionConverters.asJava(
            SparkEnv.get()
                .metricsSystem()
                .getSourcesByName("plugin." + ResidentPlugin.class.getName()))
        .get(0)
        .metricRegistry()
        .getGauges()
        .get(name)
        .getValue();
  }

  private ResidentRounds rounds(String name, WorkloadSource source, int slots) {
    return new ResidentRounds(spark, name, source, ResidentSettings.of(slots), line -> {});
  }

  private Fit train(String name, TopicsSettings settings, Plan plan, int slots, Listener listener) {
    try (ResidentRounds rounds = rounds(name, fixture.source(settings), slots)) {
      return fixture.train(settings, plan, rounds, listener);
    }
  }

  private WorkloadSource faulty(FaultySource.Fault fault) {
    return new FaultySource(fixture.source(TOPICS), new TopicsModel(TOPICS), fault);
  }

  /** The session has two slots. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aTrainingHasTheBitsOfOneInProcess(int slots) {
    Fit fit = train("bits", TOPICS, PLAN, slots, Listener.NONE);

    assertSame(fixture.trainInProcess(TOPICS, PLAN), fit);
    assertTrue(fit.trace().get(fit.trace().size() - 1).heldOut().isPresent());
  }

  static Stream<Rounds> rounds() {
    return Stream.of(Rounds.SYNCHRONOUS, Rounds.local(3, 2));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void tasksThatFailAndAreTriedAgainChangeNothing(Rounds made) {
    Plan plan = TrainingFixture.plan(made == Rounds.SYNCHRONOUS ? BATCH : 1, 2).with(made);

    Fit fit;
    try (ResidentRounds rounds = rounds("retries", faulty(new Faults.FailFirstAttempt(3)), 2)) {
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

    try (ResidentRounds rounds = rounds("failure", source, 2)) {
      NumericalException thrown =
          assertThrows(
              NumericalException.class, () -> fixture.train(TOPICS, PLAN, rounds, Listener.NONE));
      assertEquals("block is not a number", thrown.getMessage());
      assertEquals(3, thrown.round());
    }
  }

  /** Starts, rounds and held-out passes are exchanges of one job. */
  @Test
  void aTrainingIsOneJob() {
    train("one job", TOPICS, PLAN, 2, Listener.NONE);

    assertEquals(List.of(new JobLog.Job("one job", "resident rounds on 2 slots", 2)), jobs.all());
  }

  @Test
  void trainingsOneAfterTheOtherDoNotMix() {
    TopicsSettings other = TOPICS.withAlpha(Concentration.asymmetric(0.5));

    Fit first = train("first", TOPICS, PLAN, 2, Listener.NONE);
    Fit second = train("second", other, PLAN, 2, Listener.NONE);

    assertSame(fixture.trainInProcess(TOPICS, PLAN), first);
    assertSame(fixture.trainInProcess(other, PLAN), second);
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
    assertEquals(2, jobs.all().size());
  }

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

  private static Listener onRound(Runnable what) {
    return new Listener() {
      @Override
      public void onRound(TraceLine line, State state) {
        what.run();
      }
    };
  }

  /** One of the two tasks takes 100 times as long for a block, and so the other does most. */
  @Test
  void aTaskThatIsSlowIsNamedInTheTrace() {
    WorkloadSource source =
        faulty(
            (block, task) -> {
              if (task.partitionId() == 0) {
                pause(100);
              }
            });

    Fit fit;
    try (ResidentRounds rounds = rounds("straggler", source, 2)) {
      fit = fixture.train(TOPICS, PLAN, rounds, Listener.NONE);
    }

    assertSame(fixture.trainInProcess(TOPICS, PLAN), fit);
    List<Waiting> waited = fit.trace().stream().flatMap(line -> line.waiting().stream()).toList();
    assertEquals(fit.trace().size(), waited.size());
    assertTrue(waited.stream().allMatch(w -> w.on().startsWith("executor driver on ")));
    assertTrue(waited.stream().allMatch(w -> w.share() >= 0 && w.share() <= 1));
    long mostly = waited.stream().filter(w -> w.share() > 0.5).count();
    assertTrue(mostly >= waited.size() / 2, () -> mostly + " rounds waited for it: " + waited);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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

    try (ResidentRounds rounds = rounds("left behind", large, 2)) {
      fixture.train(TOPICS, PLAN, rounds, Listener.NONE);
      assertTrue(JobLog.broadcasts(bytes) > 0);
      assertEquals(1, gauge("trainings"));
    }

    assertEquals(0, JobLog.awaitBroadcasts(bytes, 0, WAIT_SECONDS));
    assertEquals(listeners, spark.sc().listenerBus().listeners().size());
  }

  @Test
  void anInterruptEndsAllTasksAtOnce() throws Exception {
    AT_WORK.clear();
    WorkloadSource source =
        faulty(
            (block, task) -> {
              AT_WORK.put(task.partitionId(), "works");
              TaskContext.get()
                  .addTaskCompletionListener(
                      (TaskCompletionListener) ended -> AT_WORK.remove(ended.partitionId()));
              pause(30_000);
            });
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (ResidentRounds rounds = rounds("interrupted", source, 2)) {
      Future<Fit> training =
          threads.submit(() -> fixture.train(TOPICS, PLAN, rounds, Listener.NONE));
      await("both tasks are at work", () -> AT_WORK.size() == 2);

      long since = System.nanoTime();
      threads.shutdownNow();

      ExecutionException thrown = assertThrows(ExecutionException.class, training::get);
      assertEquals(
          "interrupted while waiting for round 1: 4 blocks", thrown.getCause().getMessage());
      await("tasks are at work", AT_WORK::isEmpty);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
      assertTrue(seconds < 10, () -> seconds + " s until tasks had ended");
    }
  }

  @Test
  void metricsTellOfTheLastRound() {
    Fit fit = train("metrics", TOPICS, PLAN, 2, RoundMetrics.listener());

    TraceLine last = fit.trace().get(fit.trace().size() - 1);
    assertEquals((double) last.round(), gauge("round"));
    assertEquals(last.rate().orElseThrow(), gauge("rate"));
    assertEquals(last.elboPerRow().orElseThrow(), gauge("elboPerRow"));
    assertEquals(last.heldOut().orElseThrow(), gauge("heldOut"));
  }

  @Test
  void theStageShowsHowManyUnitsWereDone() {
    List<Object> values = new CopyOnWriteArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onStageCompleted(SparkListenerStageCompleted completed) {
            CollectionConverters.asJava(completed.stageInfo().accumulables()).values().stream()
                .filter(a -> a.name().contains("units done"))
                .forEach(a -> values.add(a.value().get()));
          }
        };
    spark.sc().addSparkListener(listener);
    try {
      Fit fit = train("accumulators", TOPICS, PLAN, 2, Listener.NONE);

      await("the stage has ended", () -> !values.isEmpty());
      long scores = fit.trace().stream().filter(line -> line.heldOut().isPresent()).count();
      long blocks = 2L * TrainingFixture.BLOCKS + 4 * scores; // two epochs, four held-out blocks
      assertEquals(List.of(blocks), values);
    } finally {
      spark.sc().removeSparkListener(listener);
    }
  }

  @Test
  void nothingIsStartedWhereNoRoundIs() {
    rounds("idle", fixture.source(TOPICS), 2).close();

    assertEquals(List.of(), jobs.all());
  }

  /** Another job holds one of the two slots all the time. */
  @Test
  void fewerSlotsThanTasksDo() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    CountDownLatch release = RELEASE.updateAndGet(before -> new CountDownLatch(1));
    try {
      Future<?> other =
          threads.submit(
              () -> spark.parallelize(List.of(1), 1).foreach(i -> RELEASE.get().await()));
      await("the other job runs", () -> spark.statusTracker().getActiveJobIds().length == 1);

      Fit fit = train("few slots", TOPICS, PLAN, 3, Listener.NONE);

      assertSame(fixture.trainInProcess(TOPICS, PLAN), fit);
      release.countDown();
      other.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } finally {
      release.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void whereNoSlotIsFreeItIsSaidSo() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    CountDownLatch release = RELEASE.updateAndGet(before -> new CountDownLatch(1));
    try {
      Future<?> other =
          threads.submit(
              () ->
                  spark
                      .parallelize(IntStream.range(0, 2).boxed().toList(), 2)
                      .foreach(i -> RELEASE.get().await()));
      await("the other job runs", () -> spark.statusTracker().getActiveJobIds().length == 1);
      ResidentSettings settings = new ResidentSettings(2, 0.5, 10);

      try (ResidentRounds rounds =
          new ResidentRounds(spark, "no slots", fixture.source(TOPICS), settings, line -> {})) {
        String message =
            assertThrows(
                    IllegalStateException.class,
                    () -> fixture.train(TOPICS, PLAN, rounds, Listener.NONE))
                .getMessage();
        assertTrue(
            message.startsWith("a task must take part within 0.5 seconds, but none of 2 has"),
            message);
      }
      release.countDown();
      other.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } finally {
      release.countDown();
      threads.shutdownNow();
    }
  }
}
