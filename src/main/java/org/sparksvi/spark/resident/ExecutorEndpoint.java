package org.sparksvi.spark.resident;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.spark.SparkEnv;
import org.sparksvi.engine.Work;
import org.sparksvi.spark.ExecutorWorkload;

/** An executor's end of messages: lets the tasks of a training find each other. */
final class ExecutorEndpoint {
  private static final long GRACE_SECONDS = 30; // in which the next shift comes

  private final Map<Long, Shared> trainings = new HashMap<>();
  private final Link link;

  /** What tasks of one training share, and leave to those that take their places. */
  static final class Shared {
    private final ExecutorSide rounds;
    private final ExecutorWorkload workload; // with what was read; Spark may drop its own
    private int tasks;
    private long leaves; // of the last task so far

    private Shared(ExecutorSide rounds, ExecutorWorkload workload) {
      this.rounds = rounds;
      this.workload = workload;
    }

    ExecutorSide rounds() {
      return rounds;
    }

    ExecutorWorkload workload() {
      return workload;
    }
  }

  ExecutorEndpoint(Link link) {
    this.link = link;
  }

  static String executor() {
    return SparkEnv.get().executorId();
  }

  /** Where this is. */
  static String host() {
    return SparkEnv.get().blockManager().blockManagerId().host();
  }

  /**
   * A task comes; what it shares with the others of its training.
   *
   * @param workload for the first task, and for those that follow
   */
  synchronized Shared enter(long token, Function<Answer, Work> reader, ExecutorWorkload workload) {
    Shared shared =
        trainings.computeIfAbsent(
            token,
            t ->
                new Shared(
                    new ExecutorSide(
                        t,
                        new DriverLink(link, MonotonicClock.NANOS),
                        reader,
                        MonotonicClock.NANOS),
                    workload));
    shared.tasks++;
    return shared;
  }

  /**
   * A task goes.
   *
   * @param over whether the training is; otherwise another task may come soon
   */
  synchronized void leave(long token, boolean over) {
    Shared shared = trainings.get(token);
    if (--shared.tasks > 0) {
      return;
    }
    if (over) {
      trainings.remove(token);
      return;
    }
    long leave = ++shared.leaves;
    CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS)
        .execute(() -> forget(token, leave));
  }

  private synchronized void forget(long token, long leave) {
    Shared shared = trainings.get(token);
    if (shared != null && shared.tasks == 0 && shared.leaves == leave) {
      trainings.remove(token);
    }
  }
}
