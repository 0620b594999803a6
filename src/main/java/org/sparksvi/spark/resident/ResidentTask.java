package org.sparksvi.spark.resident;

import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.util.LongAccumulator;
import org.sparksvi.engine.Work;
import org.sparksvi.spark.ExecutorWorkload;
import scala.reflect.ClassTag$;

/** A task that stays for a whole training. */
final class ResidentTask implements VoidFunction<Iterator<Integer>> {
  private static final long serialVersionUID = 1L;

  private final long token;
  private final Broadcast<ExecutorWorkload> workload;
  private final LongAccumulator units;

  /**
   * A task of a training.
   *
   * @param units counts what was done, for Spark's UI
   */
  ResidentTask(long token, Broadcast<ExecutorWorkload> workload, LongAccumulator units) {
    this.token = token;
    this.workload = workload;
    this.units = units;
  }

  @Override
  public void call(Iterator<Integer> partition) throws InterruptedException {
    TaskContext context = TaskContext.get();
    ExecutorEndpoint here =
        Endpoints.executor()
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
            context.partitionId(),
            here.executor(),
            ExecutorEndpoint.host());
    ExecutorRounds rounds = here.enter(token, this::read);
    Ending ending;
    try {
      ending = rounds.stay(task, workload.value().get(), context::isInterrupted, units::add);
    } finally {
      here.leave(token);
    }
    if (!ending.over()) {
      throw new TaskKilledException(ending.reason()); // no failure; the scheduler may start another
    }
  }

  /** The work that an answer brings. */
  private Work read(Answer answer) {
    return switch (answer.kind()) {
      case SHARED -> Endpoints.driver().orElseThrow().training(token).shared().get();
      case WORK -> (Work) deserialize(answer.content());
      default -> (Work) ((Broadcast<?>) deserialize(answer.content())).value();
    };
  }

  private static Object deserialize(byte[] bytes) {
    SerializerInstance serializer = SparkEnv.get().closureSerializer().newInstance();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return serializer.deserialize(
        ByteBuffer.wrap(bytes), loader, ClassTag$.MODULE$.apply(Object.class));
  }
}
