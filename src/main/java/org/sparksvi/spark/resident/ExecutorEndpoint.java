package org.sparksvi.spark.resident;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.sparksvi.engine.Work;
import org.sparksvi.spark.ExecutorWorkload;

/** An executor's half of the plugin: lets the tasks of a training find each other. */
final class ExecutorEndpoint implements ExecutorPlugin {
  private static final long GRACE_SECONDS = 30; // in which the next shift comes

  private final Map<Long, Shared> trainings = new HashMap<>();
  private PluginContext plugin;

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

  @Override
  public void init(PluginContext context, Map<String, String> extra) {
    plugin = context;
    Endpoints.begin(this);
    // Spark looks the driver up once, with the first message: not in a task, which may be killed.
    new DriverLink(new PluginLink(context), MonotonicClock.NANOS).tell(Request.leave(0, 0, 0, 0));
  }

  @Override
  public void shutdown() {
    Endpoints.end(this);
  }

  String executor() {
    return plugin.executorID();
  }

  /** Where this is; an executor's plugin context knows it on the driver only. */
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
                        new DriverLink(new PluginLink(plugin), MonotonicClock.NANOS),
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

  /** Messages of Spark's plugins. */
  private record PluginLink(PluginContext plugin) implements Link {
    @Override
    public Object ask(Object message) throws Exception {
      return plugin.ask(message);
    }

    @Override
    public void send(Object message) throws Exception {
      plugin.send(message);
    }
  }
}
