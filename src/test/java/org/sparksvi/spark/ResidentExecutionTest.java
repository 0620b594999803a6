package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
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
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.util.TaskCompletionListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Waiting;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.resident.ResidentExecution;
import org.sparksvi.spark.resident.ResidentPlugin;
import org.sparksvi.spark.resident.ResidentSettings;
import org.sparksvi.spark.resident.RoundMetrics;
import scala.jdk.javaapi.CollectionConverters;

/** Training by tasks that stay: the bits, what it asks of Spark, and what it leaves behind. */
class ResidentExecutionTest extends SparkRounds {
  /** What tasks see as well: they are in this process. */
  private static final Map<Integer, String> AT_WORK = new ConcurrentHashMap<>();

  private static final AtomicReference<CountDownLatch> RELEASE = new AtomicReference<>();

  @AfterEach
  void nothingRunsOn() {
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
    return gauges().get(name).getValue();
  }

  @SuppressWarnings("rawtypes") // so is the library's
  private static Map<String, Gauge> gauges() {
    return CollectionConverters.asJava(
            SparkEnv.get()
                .metricsSystem()
                .getSourcesByName("plugin." + ResidentPlugin.class.getName()))
        .get(0)
        .metricRegistry()
        .getGauges();
  }

  @Override
  ResidentExecution rounds(String name, WorkloadSource source, int slots) {
    return new ResidentExecution(spark, name, source, ResidentSettings.of(slots), line -> {});
  }

  @Override
  int jobsOfATraining() {
    return 1;
  }

  /** The session has two slots. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aTrainingHasTheBitsOfOneInProcess(int slots) {
    Fit fit = train("bits", TOPICS, PLAN, slots, Listener.NONE);

    assertSame(fixture.trainInProcess(TOPICS, PLAN), fit);
    assertTrue(fit.trace().get(fit.trace().size() - 1).heldOut().isPresent());
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
    try (ResidentExecution rounds = rounds("straggler", source, 2)) {
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
    try (ResidentExecution rounds = rounds("interrupted", source, 2)) {
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
    try (RoundMetrics metrics = RoundMetrics.of("a run")) {
      Fit fit = train("metrics", TOPICS, PLAN, 2, metrics);

      TraceLine last = fit.trace().get(fit.trace().size() - 1);
      for (String of : List.of("", "a_run.")) {
        assertEquals((double) last.round(), gauge(of + "round"));
        assertEquals(last.rate().orElseThrow(), gauge(of + "rate"));
        assertEquals(last.elboPerRow().orElseThrow(), gauge(of + "elboPerRow"));
        assertEquals(last.heldOut().orElseThrow(), gauge(of + "heldOut"));
      }
    }
    assertTrue(gauges().keySet().stream().noneMatch(name -> name.startsWith("a_run")));
  }

  /** Spark's sinks look at a registry of their own, in which the plugin's is one of many. */
  @Test
  void trainingsBesideEachOtherHaveTheirOwnMetrics() {
    Plan longer = TrainingFixture.plan(BATCH, 3);
    try (RoundMetrics first = RoundMetrics.of("twins");
        RoundMetrics second = RoundMetrics.of("twins")) {
      Fit one = train("one", TOPICS, longer, 1, first);
      Fit two = train("two", TOPICS, PLAN, 1, second);

      assertEquals((double) one.state().round(), gauge("twins.round"));
      assertEquals((double) two.state().round(), gauge("twins-2.round"));
      assertEquals((double) two.state().round(), gauge("round"));
      assertEquals(12, seenBySinks("ResidentPlugin.twins"));
    }
    assertEquals(0, seenBySinks("ResidentPlugin.twins"));
  }

  private static long seenBySinks(String part) {
    try {
      var metrics = SparkEnv.get().metricsSystem();
      var field = metrics.getClass().getDeclaredField("registry"); // Spark shows it to nobody else
      field.setAccessible(true);
      MetricRegistry all = (MetricRegistry) field.get(metrics);
      return all.getNames().stream().filter(name -> name.contains(part)).count();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
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
  void theEndpointKnowsATrainingWhileItRuns() {
    try (ResidentExecution rounds = rounds("known", fixture.source(TOPICS), 2)) {
      fixture.train(TOPICS, PLAN, rounds, Listener.NONE);

      assertEquals(1, gauge("trainings"));
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
      ResidentSettings settings = new ResidentSettings(2, 0.5, 10, 300);

      try (ResidentExecution rounds =
          new ResidentExecution(spark, "no slots", fixture.source(TOPICS), settings, line -> {})) {
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
