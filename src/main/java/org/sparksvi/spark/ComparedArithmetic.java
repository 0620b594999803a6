package org.sparksvi.spark;

import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.sparksvi.engine.Workload;

/**
 * A workload that says so where an executor computes with something else than the driver.
 *
 * <p>Results are right there too, but their last bits depend on which executor works on which
 * blocks. Tasks bring the news to the driver when they end; of tasks that are killed there is none.
 *
 * @param source of the workload
 * @param arithmetic that executors are expected to have, {@link
 *     org.sparksvi.model.Model#arithmetic()}
 * @param others executors that have another, a line each
 */
public record ComparedArithmetic(
    WorkloadSource source, String arithmetic, CollectionAccumulator<String> others)
    implements WorkloadSource {

  /** Nothing noticed yet. */
  public static ComparedArithmetic of(
      JavaSparkContext spark, WorkloadSource source, String arithmetic) {
    return new ComparedArithmetic(
        source, arithmetic, spark.sc().collectionAccumulator("arithmetic of executors"));
  }

  @Override
  public Workload<?, ?> open() {
    Workload<?, ?> workload = source.open();
    String here = workload.model().arithmetic();
    if (!here.equals(arithmetic)) {
      others.add("executor %s computes with %s".formatted(SparkEnv.get().executorId(), here));
    }
    return workload;
  }

  /** The executors of the tasks that have ended which compute with something else; sorted. */
  public List<String> noticed() {
    return others.value().stream().distinct().sorted().toList();
  }
}
