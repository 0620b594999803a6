package org.sparksvi.spark.resident;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.sparksvi.engine.Work;

/** An executor's half of the plugin: lets the tasks of a training find each other. */
final class ExecutorEndpoint implements ExecutorPlugin {
  private final Map<Long, Shared> trainings = new HashMap<>();
  private PluginContext plugin;

  /** The tasks of one training, as long as there are any. */
  private static final class Shared {
    private final ExecutorRounds rounds;
    private int tasks;

    Shared(ExecutorRounds rounds) {
      this.rounds = rounds;
    }
  }

  @Override
  public void init(PluginContext context, Map<String, String> extra) {
    plugin = context;
    Endpoints.begin(this);
    // Spark looks the driver up once, with the first message: not in a task, which may be killed.
    new Driver(new PluginLink(context), Ticker.NANOS).tell(Request.leave(0, 0, 0, 0));
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

  /** A task comes; what it shares with the others of its training. */
  synchronized ExecutorRounds enter(long token, Function<Answer, Work> reader) {
    Shared shared =
        trainings.computeIfAbsent(
            token,
            t ->
                new Shared(
                    new ExecutorRounds(
                        t,
                        new Driver(new PluginLink(plugin), Ticker.NANOS),
                        reader,
                        Ticker.NANOS)));
    shared.tasks++;
    return shared.rounds;
  }

  /** A task goes. */
  synchronized void leave(long token) {
    Shared shared = trainings.get(token);
    if (--shared.tasks == 0) {
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
