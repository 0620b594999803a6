package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
import org.sparksvi.cluster.TestJar;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.input.DocwordSource;
import org.sparksvi.spark.input.RowSource;

/**
 * Executors in other processes, tasks that fail, tasks that run twice, and a worker that dies: the
 * bits of one thread in this process. The driver is this process.
 */
@Tag("cluster")
@Timeout(150)
@TestMethodOrder(OrderAnnotation.class) // the worker dies last
class JobExecutionOnAClusterIT {
  private static final int BATCH = 4; // blocks of a round
  private static final long SLOW_MILLIS = 60_000; // as long as forever
  private static final TopicsSettings TOPICS = TrainingFixture.topics();

  @RegisterExtension
  static final LogTails TAILS = new LogTails(() -> JobExecutionOnAClusterIT.cluster);

  @TempDir private static Path directory;
  private static SparkCluster cluster;
  private static JavaSparkContext spark;
  private static TrainingFixture fixture;

  private JobLog jobs;

  @BeforeAll
  static void start() throws IOException {
    fixture = TrainingFixture.write(directory);
    cluster = SparkCluster.start("job-rounds", Map.of());
    Path tests = TestJar.of(JobExecutionOnAClusterIT.class);
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster(cluster.url())
                .setAppName("tests")
                .set("spark.jars", System.getProperty("shipped.jar") + "," + tests)
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.log.level", "WARN")
                .set("spark.executor.memory", SparkCluster.EXECUTOR_MEMORY)
                .set("spark.cores.max", "2")
                .set("spark.scheduler.minRegisteredResourcesRatio", "1")
                .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
                .set("spark.speculation", "true")
                .set("spark.speculation.interval", "50ms")
                .set("spark.speculation.multiplier", "1.1")
                .set("spark.speculation.quantile", "0.5")
                .set("spark.speculation.minTaskRuntime", "50ms"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (spark != null) {
      spark.stop();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void listen() {
    jobs = JobLog.attach(spark);
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  private static Fit train(String name, TopicsSettings settings, Plan plan, WorkloadSource source) {
    try (JobExecution rounds = new JobExecution(spark, name, source)) {
      return fixture.train(settings, plan, rounds, Listener.NONE);
    }
  }

  private static WorkloadSource faulty(FaultySource.Fault fault) {
    return new FaultySource(fixture.source(TOPICS), new TopicsModel(TOPICS), fault);
  }

  @Test
  @Order(1)
  void ingestionWithTasksThatFailGivesTheFilesThatThisProcessWrites() throws IOException {
    Path file = fixture.corpus(directory.resolve("docword.txt"));
    RowSource source =
        DocwordSource.open(spark, file.toString(), Optional.empty(), OnInvalid.FAIL, 1000);

    new BlockIngestion(spark, TrainingFixture.INGESTION, RowKind.halved(new CompletionSplit(1)))
        .training(
            new Faults.FailWhileReading(3).in(source),
            new org.apache.hadoop.fs.Path(directory.resolve("there").toUri()),
            new org.apache.hadoop.fs.Path(directory.resolve("there-held-out").toUri()));

    assertEquals(
        StoreFiles.of(directory.resolve("training")), StoreFiles.of(directory.resolve("there")));
    assertEquals(
        StoreFiles.of(directory.resolve("held-out")),
        StoreFiles.of(directory.resolve("there-held-out")));
    assertTrue(jobs.failedTasks() > 0);
  }

  @ParameterizedTest
  @EnumSource
  @Order(2)
  void executorsGiveTheBitsOfThisProcess(Kernel kernel) {
    TopicsSettings learned =
        TOPICS
            .withKernel(kernel)
            .withAlpha(Concentration.asymmetric(0.2))
            .withEta(Concentration.symmetric(0.1));
    Plan plan = TrainingFixture.plan(BATCH, 2);

    Fit fit = train("plain", learned, plan, fixture.source(learned));

    assertSame(fixture.trainInProcess(learned, plan), fit);
  }

  @ParameterizedTest
  @EnumSource
  @Order(2)
  void modelsOfNumbersHaveTheBitsOfThisProcess(DenseFixture.Kind kind) throws IOException {
    DenseFixture numbers = DenseFixture.write(directory.resolve(kind.name()));

    Fit fit;
    try (JobExecution rounds = new JobExecution(spark, "numbers", kind.source(numbers))) {
      fit = numbers.train(kind, rounds);
    }

    assertSame(numbers.trainInProcess(kind), fit);
  }

  @Test
  @Order(3)
  void tasksThatFailAndAreTriedAgainChangeNothing() {
    Plan plan = TrainingFixture.plan(BATCH, 1);

    Fit fit = train("retries", TOPICS, plan, faulty(new Faults.FailFirstAttempt(3)));

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertTrue(jobs.failedTasks() > 2, () -> jobs.failedTasks() + " tasks failed");
  }

  @Test
  @Order(4)
  void tasksThatRunTwiceBesideEachOtherChangeNothing() {
    Plan plan = TrainingFixture.plan(BATCH, 2);

    Fit fit =
        train("speculation", TOPICS, plan, faulty(new Faults.SlowFirstAttempt(5, SLOW_MILLIS)));

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertTrue(jobs.speculativeTasks() > 0);
  }

  @Test
  @Order(5)
  void aWorkerThatDiesInTheMiddleOfARoundChangesNothing() {
    Plan plan = TrainingFixture.plan(BATCH, 2);
    WorkerKiller killer = new WorkerKiller(cluster, 1);
    spark.sc().addSparkListener(killer);

    Fit fit = train("death", TOPICS, plan, faulty(new Faults.Slow(50)));

    assertSame(fixture.trainInProcess(TOPICS, plan), fit);
    assertTrue(killer.killed());
    assertTrue(jobs.failedTasks() > 0);
    assertEquals(1, killer.executorsLost());
  }

  /** Kills a worker while it works on its third task. */
  private static final class WorkerKiller extends SparkListener {
    private static final int TASKS_BEFORE = 2;

    private final SparkCluster cluster;
    private final int worker;
    private final AtomicInteger tasks = new AtomicInteger();
    private final AtomicBoolean killed = new AtomicBoolean();
    private final AtomicInteger executorsLost = new AtomicInteger();

    WorkerKiller(SparkCluster cluster, int worker) {
      this.cluster = cluster;
      this.worker = worker;
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
      if (start.taskInfo().host().equals(SparkCluster.HOSTS.get(worker))
          && tasks.incrementAndGet() > TASKS_BEFORE
          && killed.compareAndSet(false, true)) {
        cluster.killWorker(worker);
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      executorsLost.incrementAndGet();
    }

    boolean killed() {
      return killed.get();
    }

    int executorsLost() {
      return executorsLost.get();
    }
  }
}
