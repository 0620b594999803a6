package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.JavaFutureAction;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.resident.ResidentExecution;
import org.sparksvi.spark.resident.ResidentSettings;

/** Resident tasks that go after a few rounds, and others that take their places. */
@Tag("spark")
@Timeout(120)
@ExtendWith(SharedSpark.class)
class ShiftsTest {
  private static final double SHIFT_SECONDS = 0.005;
  private static final int EPOCHS = 40;
  private static final int MANY = 12; // tasks
  private static final TopicsSettings TOPICS = TrainingFixture.topics();
  private static final Plan PLAN = TrainingFixture.plan(4, EPOCHS);
  private static final AtomicInteger OPENED = new AtomicInteger(); // tasks are in this process

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
  void close() {
    jobs.close();
  }

  private Fit train(String name, int slots, WorkloadSource source, Listener listener) {
    ResidentSettings settings = new ResidentSettings(slots, 120, 10, SHIFT_SECONDS);
    int before = jobs.startedTasks();
    Linger linger = new Linger(10, () -> jobs.startedTasks() - before > MANY);
    try (ResidentExecution rounds =
        new ResidentExecution(spark, name, source, settings, line -> {})) {
      return fixture.train(TOPICS, PLAN, rounds, linger.and(listener));
    }
  }

  /** The session has two slots. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void tasksComeAndGoAndTheBitsStay(int slots) {
    Fit fit = train("bits", slots, fixture.source(TOPICS), Listener.NONE);

    assertSame(fixture.trainInProcess(TOPICS, PLAN), fit);
    assertTrue(jobs.startedTasks() > MANY, () -> jobs.startedTasks() + " tasks");
    assertEquals(0, jobs.failedTasks());
    assertEquals(0, jobs.killedTasks());
  }

  @Test
  void whatTasksHaveDoneIsSeenWhileTheTrainingRuns() {
    List<Long> seen = new ArrayList<>();

    Fit fit =
        train(
            "seen",
            2,
            fixture.source(TOPICS),
            SparkRounds.onRound(() -> seen.add(Stages.accumulated(spark, "seen", "units done"))));

    long scores = fit.trace().stream().filter(line -> line.heldOut().isPresent()).count();
    long blocks = (long) EPOCHS * TrainingFixture.BLOCKS + 4 * scores; // four held-out blocks
    long distinct = seen.stream().distinct().count();
    assertTrue(distinct > 3, () -> "seen in rounds: " + seen);
    assertEquals(seen.stream().sorted().toList(), seen);
    assertTrue(jobs.all().size() > 1, "jobs"); // waits for Spark's events
    assertEquals(blocks, Stages.accumulated(spark, "seen", "units done"));
    assertTrue(Stages.accumulated(spark, "seen", "shares of exchanges done") >= fit.trace().size());
  }

  @Test
  void noJobFailsAndEveryJobIsDescribed() {
    train("described", 2, fixture.source(TOPICS), Listener.NONE);

    List<JobLog.Job> all = jobs.of("described");
    assertTrue(all.size() > 2, () -> all.size() + " jobs");
    for (int i = 0; i < all.size(); i++) {
      String shift = i == 0 ? "" : ", shift " + (i + 1);
      assertEquals(
          new JobLog.Job("described", "resident rounds on 2 slots" + shift, 2), all.get(i));
    }
    assertEquals(all.size(), Stages.succeededJobs(spark, "described"));
  }

  /** The only task goes, and the next finds the blocks that it read. */
  @Test
  void theWorkloadIsOpenedOnce() {
    OPENED.set(0);

    train("opened", 1, new Counted(fixture.source(TOPICS)), Listener.NONE);

    assertTrue(jobs.startedTasks() > MANY, () -> jobs.startedTasks() + " tasks");
    assertEquals(1, OPENED.get());
  }

  /** The slot that the training leaves at its end is taken before a task of its own comes. */
  @Test
  void theEndDoesNotWaitForTheSlotsOfOthers() throws Exception {
    CountDownLatch release = RELEASE.updateAndGet(before -> new CountDownLatch(1));
    List<JavaFutureAction<Void>> others = new ArrayList<>();
    AtomicInteger before = new AtomicInteger();
    Linger linger = new Linger(10, () -> jobs.of("beside").size() > before.get());
    Listener beside =
        SparkRounds.onRound(
            () -> {
              if (others.isEmpty()) {
                others.add(holdSlots());
                before.set(jobs.of("beside").size());
              }
            });
    ResidentSettings settings = new ResidentSettings(1, 120, 10, SHIFT_SECONDS);
    try {
      Fit fit;
      long since;
      try (ResidentExecution rounds =
          new ResidentExecution(spark, "beside", fixture.source(TOPICS), settings, line -> {})) {
        fit = fixture.train(TOPICS, PLAN, rounds, beside.and(linger));
        since = System.nanoTime();
      }
      double seconds = (System.nanoTime() - since) * 1e-9;

      assertSame(fixture.trainInProcess(TOPICS, PLAN), fit);
      assertEquals(jobs.of("beside").size() - 1, Stages.succeededJobs(spark, "beside"));
      assertTrue(seconds < 6, () -> seconds + " s");
    } finally {
      release.countDown();
      for (JavaFutureAction<Void> other : others) {
        other.get();
      }
    }
  }

  private JavaFutureAction<Void> holdSlots() {
    return spark.parallelize(List.of(1, 2, 3), 3).foreachAsync(i -> RELEASE.get().await());
  }

  private record Counted(WorkloadSource source) implements WorkloadSource {
    @Override
    public Workload<?, ?> open() {
      OPENED.incrementAndGet();
      return source.open();
    }
  }
}
