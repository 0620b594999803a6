package org.sparksvi.spark;

import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param others executors that have another: the id, a space, and what they have
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
      others.add(SparkEnv.get().executorId() + " " + here);
    }
    return workload;
  }

  /** What executors of tasks that have ended compute with instead, by their ids. */
  public SortedMap<String, String> noticed() {
    SortedMap<String, String> noticed = new TreeMap<>();
    for (String other : others.value()) {
      int space = other.indexOf(' ');
      noticed.put(other.substring(0, space), other.substring(space + 1));
    }
    return noticed;
  }
}
