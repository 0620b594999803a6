package org.sparksvi.spark.resident;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.util.LongAccumulator;
import org.sparksvi.engine.Work;
import org.sparksvi.spark.ExecutorWorkload;
import org.sparksvi.spark.wire.JavaBytes;
import org.sparksvi.spark.wire.Sent;

/** A task that stays for a shift, or for a whole training. */
final class ResidentTask implements VoidFunction<Iterator<Integer>> {
  private static final long serialVersionUID = 1L;

  private final String address;
  private final long token;
  private final int first;
  private final Sent<ExecutorWorkload> workload;
  private final Counts counts;

  /**
   * Tasks of a job.
   *
   * @param address of the driver's end of messages
   * @param token names the training
   * @param first number of the job's first partition
   */
  ResidentTask(
      String address, long token, int first, Sent<ExecutorWorkload> workload, Counts counts) {
    this.address = address;
    this.token = token;
    this.first = first;
    this.workload = workload;
    this.counts = counts;
  }

  /**
   * What tasks have done, for Spark's UI, which adds a task's part when the task ends.
   *
   * @param units of all works
   * @param shares of exchanges; of one exchange every task that did something has a share
   */
  record Counts(LongAccumulator units, LongAccumulator shares) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Counts of(SparkContext spark) {
      return new Counts(
          spark.longAccumulator("units done"), spark.longAccumulator("shares of exchanges done"));
    }

    void worked(int done) {
      units.add(done);
      shares.add(1);
    }
  }

  @Override
  public void call(Iterator<Integer> partition) throws InterruptedException {
    TaskContext context = TaskContext.get();
    ExecutorEndpoint here =
        Endpoints.executor(address)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "spark.plugins must name %s on executors too, but executor %s has no such plugin"
                            .formatted(
                                ResidentPlugin.class.getName(), SparkEnv.get().executorId())));
    Request task =
        Request.join(
            token,
            context.taskAttemptId(),
            first + context.partitionId(),
            ExecutorEndpoint.executor(),
            ExecutorEndpoint.host());
    ExecutorEndpoint.Shared shared = here.enter(token, this::read, workload.value());
    Ending.Kind ended = Ending.Kind.ATTEMPT;
    try {
      Ending ending =
          shared
              .rounds()
              .stay(task, shared.workload().get(), context::isInterrupted, counts::worked);
      ended = ending.kind();
      if (ended == Ending.Kind.ATTEMPT) { // no failure; the scheduler may start another
        throw new TaskKilledException(ending.reason());
      }
    } finally {
      here.leave(token, ended == Ending.Kind.TRAINING);
    }
  }

  /** The work that an answer brings. */
  private Work read(Answer answer) {
    return switch (answer.kind()) {
      case SHARED -> Endpoints.driver().orElseThrow().training(token).shared().get();
      case WORK -> (Work) JavaBytes.read(answer.content());
      default -> (Work) ((Sent<?>) JavaBytes.read(answer.content())).value();
    };
  }
}
