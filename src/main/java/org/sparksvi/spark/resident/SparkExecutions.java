package org.sparksvi.spark.resident;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Spent;
import org.sparksvi.engine.Waiting;
import org.sparksvi.engine.Work;
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
    Optional<DriverEndpoint> driver = Endpoints.openDriver();
    if (choice.kind() == Kind.AUTO && driver.isEmpty()) {
      notes.accept(
          "every round is a Spark job of its own; with --conf spark.plugins=%s rounds are resident, and faster"
              .formatted(ResidentPlugin.class.getName()));
      return new JobExecution(spark, name, source);
    }
    if (ours || choice.slots().isPresent() || driver.isEmpty()) {
      int slots = choice.slots().orElseGet(() -> all(spark));
      return resident(spark, name, source, settings(choice, slots), notes);
    }
    int slots = driver.get().takeSlots(all(spark));
    if (slots == 0) {
      notes.accept(
          "every round is a Spark job of its own: other trainings have the half of the session's slots that is for them");
      return new JobExecution(spark, name, source);
    }
    Execution rounds = resident(spark, name, source, settings(choice, slots), notes);
    return new Sharing(rounds, () -> driver.get().giveSlots(slots));
  }

  private static ResidentSettings settings(ExecutionChoice choice, int slots) {
    return new ResidentSettings(
        slots, choice.joinSeconds(), choice.patienceSeconds(), choice.shiftSeconds());
  }

  private static Execution resident(
      JavaSparkContext spark,
      String name,
      WorkloadSource source,
      ResidentSettings settings,
      Consumer<String> notes) {
    Execution rounds = new ResidentExecution(spark, name, source, settings, notes);
    notes.accept("rounds are resident on %d slots".formatted(settings.slots()));
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

  /** An execution that gives its slots back when it is closed. */
  private record Sharing(Execution rounds, Runnable giveBack) implements Execution {
    @Override
    public ExactTotal run(Work work, int[] units) {
      return rounds.run(work, units);
    }

    @Override
    public Optional<Waiting> waiting() {
      return rounds.waiting();
    }

    @Override
    public Optional<Spent> spent() {
      return rounds.spent();
    }

    @Override
    public void close() {
      try {
        rounds.close();
      } finally {
        giveBack.run();
      }
    }
  }
}
