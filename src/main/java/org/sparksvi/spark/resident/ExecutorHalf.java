package org.sparksvi.spark.resident;

import java.util.Map;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;

/** The executor's half of the plugin. */
final class ExecutorHalf implements ExecutorPlugin {
  private ExecutorEndpoint endpoint;

  @Override
  public void init(PluginContext context, Map<String, String> extra) {
    Link link = new PluginLink(context);
    endpoint = new ExecutorEndpoint(link);
    Endpoints.begin(endpoint);
    // Spark looks the driver up once, with the first message: not in a task, which may be killed.
    new DriverLink(link, MonotonicClock.NANOS).tell(Request.leave(0, 0, 0, 0));
  }

  @Override
  public void shutdown() {
    Endpoints.end(endpoint);
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
