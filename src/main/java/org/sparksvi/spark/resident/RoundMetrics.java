package org.sparksvi.spark.resident;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/**
 * The latest numbers of a training for Spark's metrics sinks: JMX, Prometheus and others carry them
 * as {@code <application>.driver.plugin.org.sparksvi.spark.resident.ResidentPlugin.<training>
 * .<number>} until the training is over, and those of the training that had the last round of all
 * without its name. A number that is not known yet is not a number.
 */
public final class RoundMetrics implements Listener, AutoCloseable {
  private final Optional<DriverEndpoint> plugin;
  private final Map<String, Gauge<Double>> gauges;
  private final String prefix;
  private volatile double round;
  private volatile double epoch;
  private volatile double rate = Double.NaN;
  private volatile double elboPerRow = Double.NaN;
  private volatile double heldOut = Double.NaN;
  private volatile double seconds;

  private RoundMetrics(Optional<DriverEndpoint> plugin, String training) {
    this.plugin = plugin;
    this.gauges = gauges(() -> this);
    this.prefix = plugin.map(to -> register(to.registry(), training)).orElse("");
  }

  /**
   * Metrics of a training, by this process's plugin; without a plugin nobody sees them.
   *
   * @param training its name; letters and digits of it become that of the metrics, with a number
   *     behind it where another training has it already
   */
  public static RoundMetrics of(String training) {
    return new RoundMetrics(Endpoints.driver(), training.replaceAll("[^A-Za-z0-9_-]+", "_"));
  }

  private String register(MetricRegistry registry, String training) {
    synchronized (registry) { // two trainings of one name may start at once
      String free = training;
      for (int n = 2; registry.getNames().contains(free + ".round"); n++) {
        free = training + "-" + n;
      }
      String name = free;
      gauges.forEach((number, gauge) -> registry.register(name + "." + number, gauge));
      return name;
    }
  }

  /** Numbers of a training, which may be another one every time. */
  static Map<String, Gauge<Double>> gauges(Supplier<RoundMetrics> of) {
    return Map.of(
        "round", () -> of.get().round,
        "epoch", () -> of.get().epoch,
        "rate", () -> of.get().rate,
        "elboPerRow", () -> of.get().elboPerRow,
        "heldOut", () -> of.get().heldOut,
        "seconds", () -> of.get().seconds);
  }

  /** Before any training. */
  static RoundMetrics none() {
    return new RoundMetrics(Optional.empty(), "");
  }

  @Override
  public void onRound(TraceLine line, State state) {
    round = line.round();
    epoch = line.epoch();
    seconds = line.seconds();
    line.rate().ifPresent(value -> rate = value);
    line.elboPerRow().ifPresent(value -> elboPerRow = value);
    line.heldOut().ifPresent(value -> heldOut = value);
    plugin.ifPresent(to -> to.latest(this));
  }

  /** The training is over: its own metrics are gone. */
  @Override
  public void close() {
    plugin.ifPresent(from -> unregister(from.registry()));
  }

  private void unregister(MetricRegistry registry) {
    synchronized (registry) { // another may look for a free name
      gauges.keySet().forEach(number -> registry.remove(prefix + "." + number));
    }
  }
}
