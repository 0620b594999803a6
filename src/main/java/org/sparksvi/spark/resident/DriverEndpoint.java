package org.sparksvi.spark.resident;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;

/**
 * The driver's end of messages, the plugin's half or {@link LateEndpoint}: hands them to the
 * trainings that they belong to.
 */
final class DriverEndpoint implements DriverPlugin {
  private final String address;
  private final Map<Long, TrainingToken> trainings = new ConcurrentHashMap<>();
  private final Set<Long> over = ConcurrentHashMap.newKeySet(); // tokens, whose tasks may be late
  private final AtomicReference<RoundMetrics> latest = new AtomicReference<>(RoundMetrics.none());
  private int taken; // slots of trainings that share the session with others
  private volatile MetricRegistry registry =
      new MetricRegistry(); // nobody's, before Spark's is there

  /**
   * Begins without trainings.
   *
   * @param address by which executors find it; empty where the plugin knows the way
   */
  DriverEndpoint(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  @Override
  public Map<String, String> init(SparkContext spark, PluginContext plugin) {
    Endpoints.begin(this);
    return Map.of();
  }

  @Override
  public void registerMetrics(String application, PluginContext plugin) {
    registry = plugin.metricRegistry();
    RoundMetrics.gauges(latest::get).forEach(registry::register);
    Gauge<Long> messages =
        () -> trainings.values().stream().mapToLong(t -> t.exchange().messages()).sum();
    plugin.metricRegistry().register("messages", messages);
    Gauge<Integer> running = trainings::size;
    plugin.metricRegistry().register("trainings", running);
  }

  @Override
  public Object receive(Object message) {
    try {
      Request request = Request.of(message);
      TrainingToken training = trainings.get(request.token());
      if (request.kind() == Request.Kind.LEAVE) {
        return leave(training, request);
      }
      if (training == null) {
        return absent(request.token()).message();
      }
      return training.exchange().answer(request).message();
    } catch (IllegalArgumentException | MessageException e) {
      return Answer.refused(e.getMessage()).message();
    }
  }

  private Answer absent(long token) {
    return over.contains(token)
        ? Answer.end()
        : Answer.refused("its training is none of this application's");
  }

  /** Nobody waits for an answer, and Spark warns of one. */
  private static Object leave(TrainingToken training, Request request) {
    if (training != null) {
      training.exchange().answer(request);
    }
    return null;
  }

  @Override
  public void shutdown() {
    Endpoints.end(this);
  }

  /**
   * Takes slots for a training in a session that others use too: what is left of the trainings'
   * half.
   *
   * @param all slots of the session
   * @return 0 where other trainings have that half
   */
  synchronized int takeSlots(int all) {
    int granted = Math.max(0, Math.max(1, all / 2) - taken);
    taken += granted;
    return granted;
  }

  synchronized void giveSlots(int granted) {
    taken -= granted;
  }

  void begin(TrainingToken training) {
    trainings.put(training.token(), training);
  }

  void end(TrainingToken training) {
    over.add(training.token());
    trainings.remove(training.token());
  }

  /** The training of a token, for tasks in the same process. */
  TrainingToken training(long token) {
    TrainingToken training = trainings.get(token);
    if (training == null) {
      throw new IllegalStateException("the training is over");
    }
    return training;
  }

  /** Takes metrics at any time; Spark's sinks see them at once. */
  MetricRegistry registry() {
    return registry;
  }

  /** A training had a round. */
  void latest(RoundMetrics training) {
    latest.set(training);
  }
}
