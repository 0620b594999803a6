package org.sparksvi.spark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.cluster.SparkCluster;
import org.sparksvi.cluster.SparkHome;
import org.sparksvi.cluster.TestJar;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.resident.ResidentExecution;
import org.sparksvi.spark.resident.ResidentPlugin;
import org.sparksvi.spark.resident.ResidentSettings;

/**
 * A driver in this process, executors on a cluster, and topic models trained by resident rounds.
 */
final class ResidentDriver implements AutoCloseable {
  static final double JOIN_SECONDS = 40;
  static final double PATIENCE_SECONDS = 1;
  static final double SHIFT_SECONDS = 300;

  private final TrainingFixture fixture;
  private final JavaSparkContext spark;
  private final JobLog jobs;
  private final List<String> notes = new CopyOnWriteArrayList<>();

  private ResidentDriver(TrainingFixture fixture, JavaSparkContext spark) {
    this.fixture = fixture;
    this.spark = spark;
    this.jobs = JobLog.attach(spark);
  }

  /**
   * Starts the driver.
   *
   * @param settings of Spark, beside and before those that every test needs
   */
  static ResidentDriver start(
      SparkCluster cluster, TrainingFixture fixture, Map<String, String> settings)
      throws IOException {
    SparkConf conf =
        new SparkConf()
            .setMaster(cluster.url())
            .setAppName("tests")
            .set("spark.plugins", ResidentPlugin.class.getName())
            .set("spark.jars", jars())
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false")
            .set("spark.log.level", "WARN")
            .set("spark.executor.memory", SparkCluster.EXECUTOR_MEMORY)
            .set("spark.executor.extraJavaOptions", String.join(" ", SparkHome.options()))
            .set("spark.cores.max", "2")
            .set("spark.scheduler.minRegisteredResourcesRatio", "1")
            .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s");
    settings.forEach(conf::set);
    return new ResidentDriver(fixture, new JavaSparkContext(conf));
  }

  private static String jars() throws IOException {
    return System.getProperty("shipped.jar") + "," + TestJar.of(ResidentDriver.class);
  }

  JavaSparkContext spark() {
    return spark;
  }

  JobLog jobs() {
    return jobs;
  }

  /** What trainings said. */
  List<String> notes() {
    return notes;
  }

  /** Settings with so many tasks. */
  static ResidentSettings settings(int slots) {
    return settings(slots, SHIFT_SECONDS);
  }

  /** Settings with so many tasks, in shifts of their own length. */
  static ResidentSettings settings(int slots, double shiftSeconds) {
    return new ResidentSettings(slots, JOIN_SECONDS, PATIENCE_SECONDS, shiftSeconds);
  }

  WorkloadSource faulty(TopicsSettings settings, FaultySource.Fault fault) {
    return new FaultySource(fixture.source(settings), new TopicsModel(settings), fault);
  }

  /** Trains with so many tasks. */
  Fit train(
      TopicsSettings settings, Plan plan, WorkloadSource source, int slots, Listener listener) {
    return train(settings, plan, source, settings(slots), listener);
  }

  Fit train(
      TopicsSettings settings,
      Plan plan,
      WorkloadSource source,
      ResidentSettings resident,
      Listener listener) {
    try (ResidentExecution rounds =
        new ResidentExecution(spark, "tests", source, resident, notes::add)) {
      return fixture.train(settings, plan, rounds, listener);
    }
  }

  /** Trains a model of numbers with two tasks. */
  Fit train(DenseFixture rows, DenseFixture.Kind kind, WorkloadSource source) {
    try (ResidentExecution rounds =
        new ResidentExecution(spark, "dense", source, settings(2), notes::add)) {
      return rows.train(kind, rounds);
    }
  }

  @Override
  public void close() {
    jobs.close();
    spark.stop();
  }
}
