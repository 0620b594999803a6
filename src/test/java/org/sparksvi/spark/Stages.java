package org.sparksvi.spark;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.JobExecutionStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.AppStatusStore;
import org.apache.spark.status.api.v1.StageData;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark's UI shows of the stages of a job group. */
final class Stages {
  private Stages() {}

  /** The greatest value of an accumulator in the table of any stage; 0 where there is none. */
  static long accumulated(JavaSparkContext spark, String group, String name) {
    Set<Integer> jobs = ids(spark, group);
    AppStatusStore store = spark.sc().statusStore();
    return CollectionConverters.asJava(store.jobsList(Collections.emptyList())).stream()
        .filter(job -> jobs.contains(job.jobId()))
        .flatMap(job -> CollectionConverters.asJava(job.stageIds()).stream())
        .flatMap(id -> stage(store, (Integer) id).stream())
        .map(StageData::accumulatorUpdates)
        .flatMap(updates -> CollectionConverters.asJava(updates).stream())
        .filter(update -> update.name().equals(name))
        .mapToLong(update -> Long.parseLong(update.value()))
        .max()
        .orElse(0);
  }

  private static Optional<StageData> stage(AppStatusStore store, int id) {
    try {
      return Optional.of(store.lastStageAttempt(id));
    } catch (NoSuchElementException e) {
      return Optional.empty(); // its job was heard of first
    }
  }

  /** How many jobs have ended well. */
  static int succeededJobs(JavaSparkContext spark, String group) {
    List<JobExecutionStatus> wanted = List.of(JobExecutionStatus.SUCCEEDED);
    Set<Integer> jobs = ids(spark, group);
    return (int)
        CollectionConverters.asJava(spark.sc().statusStore().jobsList(wanted)).stream()
            .filter(job -> jobs.contains(job.jobId()))
            .count();
  }

  private static Set<Integer> ids(JavaSparkContext spark, String group) {
    int[] ids = spark.statusTracker().getJobIdsForGroup(group);
    return Set.copyOf(Arrays.stream(ids).boxed().toList());
  }
}
