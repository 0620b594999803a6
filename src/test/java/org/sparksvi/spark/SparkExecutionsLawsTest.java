package org.sparksvi.spark;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Work;
import org.sparksvi.engine.Workload;
import org.sparksvi.laws.ExecutionCase;
import org.sparksvi.laws.ExecutionLaws;
import org.sparksvi.spark.resident.ResidentExecution;
import org.sparksvi.spark.resident.ResidentSettings;

/**
 * The laws of executions: a job a round, and resident; with two tasks, and with more tasks than
 * most rounds have blocks or the session has slots.
 */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class SparkExecutionsLawsTest extends ExecutionLaws {
  /** Workloads in memory, which no source can send; tasks of the session are in this process. */
  private static final Map<String, Workload<?, ?>> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private SparkSession spark;

  @BeforeAll
  void open(SparkSession session) {
    spark = session;
  }

  @Override
  protected Stream<ExecutionCase> executions() {
    return Stream.concat(
        Stream.of(2, 7)
            .map(
                tasks ->
                    new ExecutionCase(tasks + " tasks", workload -> new Jobs(workload, tasks))),
        Stream.of(1, 2, 5)
            .map(
                slots ->
                    new ExecutionCase(
                        slots + " resident", workload -> new Resident(workload, slots))));
  }

  private record InThisProcess(String name) implements WorkloadSource {
    @Override
    public Workload<?, ?> open() {
      return IN_THIS_PROCESS.get(name);
    }
  }

  private final class Resident implements Execution {
    private final String name = UUID.randomUUID().toString();
    private final ResidentExecution rounds;

    Resident(Workload<?, ?> workload, int slots) {
      IN_THIS_PROCESS.put(name, workload);
      rounds =
          new ResidentExecution(
              new JavaSparkContext(spark.sparkContext()),
              name,
              new InThisProcess(name),
              ResidentSettings.of(slots),
              line -> {});
    }

    @Override
    public ExactTotal run(Work work, int[] units) {
      return rounds.run(work, units);
    }

    @Override
    public void close() {
      rounds.close();
      IN_THIS_PROCESS.remove(name);
    }
  }

  private final class Jobs implements Execution {
    private final String name = UUID.randomUUID().toString();
    private final Parallelism parallelism;
    private final JobExecution rounds;

    Jobs(Workload<?, ?> workload, int tasks) {
      IN_THIS_PROCESS.put(name, workload);
      parallelism = new Parallelism(spark, tasks);
      rounds =
          new JobExecution(
              new JavaSparkContext(spark.sparkContext()), name, new InThisProcess(name));
    }

    @Override
    public ExactTotal run(Work work, int[] units) {
      return rounds.run(work, units);
    }

    @Override
    public void close() {
      rounds.close();
      parallelism.close();
      IN_THIS_PROCESS.remove(name);
    }
  }
}
