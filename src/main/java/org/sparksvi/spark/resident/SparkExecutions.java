package org.sparksvi.spark.resident;

import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.engine.Execution;
import org.sparksvi.spark.JobExecution;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.resident.ExecutionChoice.Kind;

/** Chooses where the rounds of a training are computed: the only place that does. */
public final class SparkExecutions {
  private SparkExecutions() {}

  /**
   * An execution; whoever asked closes it.
   *
   * @param name shown in Spark's UI
   * @param source sent once to every executor that takes part
   * @param ours whether the application is for this training alone
   * @param notes where it is said what was chosen
   * @throws IllegalStateException where resident rounds are asked for and the plugin is not loaded
   */
  public static Execution open(
      JavaSparkContext spark,
      String name,
      WorkloadSource source,
      ExecutionChoice choice,
      boolean ours,
      Consumer<String> notes) {
    if (choice.kind() == Kind.JOB) {
      return new JobExecution(spark, name, source);
    }
    if (choice.kind() == Kind.AUTO && !ResidentExecution.available()) {
      notes.accept(
          "every round is a Spark job of its own; with --conf spark.plugins=%s rounds are resident, and faster"
              .formatted(ResidentPlugin.class.getName()));
      return new JobExecution(spark, name, source);
    }
    int slots = choice.slots().orElseGet(() -> ours ? all(spark) : Math.max(1, all(spark) / 2));
    ResidentSettings settings =
        new ResidentSettings(
            slots, choice.joinSeconds(), choice.patienceSeconds(), choice.shiftSeconds());
    Execution rounds = new ResidentExecution(spark, name, source, settings, notes);
    notes.accept("rounds are resident on %d slots".formatted(slots));
    return rounds;
  }

  /** The slots that there are, or that dynamic allocation may bring. */
  private static int all(JavaSparkContext spark) {
    SparkConf settings = spark.getConf();
    int now = spark.defaultParallelism();
    int most = settings.getInt("spark.dynamicAllocation.maxExecutors", Integer.MAX_VALUE);
    if (!settings.getBoolean("spark.dynamicAllocation.enabled", false)
        || most == Integer.MAX_VALUE) {
      return now;
    }
    int each =
        Math.max(
            1, settings.getInt("spark.executor.cores", 1) / settings.getInt("spark.task.cpus", 1));
    return Math.max(now, (int) Math.min((long) most * each, 1 << 14));
  }
}
