package org.sparksvi.spark.resident;

import com.codahale.metrics.Gauge;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/**
 * The latest numbers of a training for Spark's metrics sinks: JMX, Prometheus and others carry them
 * as {@code <application>.driver.plugin.org.sparksvi.spark.resident.ResidentPlugin.<name>}. A
 * number that is not known yet is not a number.
 */
public final class RoundMetrics implements Listener {
  private volatile double round;
  private volatile double epoch;
  private volatile double rate = Double.NaN;
  private volatile double elboPerRow = Double.NaN;
  private volatile double heldOut = Double.NaN;
  private volatile double seconds;

  RoundMetrics() {}

  /** A listener that feeds the metrics of this process's plugin; one that does nothing without. */
  public static Listener listener() {
    Optional<DriverEndpoint> plugin = Endpoints.driver();
    return plugin.isPresent() ? plugin.get().metrics() : Listener.NONE;
  }

  @Override
  public void onRound(TraceLine line, State state) {
    round = line.round();
    epoch = line.epoch();
    seconds = line.seconds();
    line.rate().ifPresent(value -> rate = value);
    line.elboPerRow().ifPresent(value -> elboPerRow = value);
    line.heldOut().ifPresent(value -> heldOut = value);
  }

  Map<String, Gauge<Double>> gauges() {
    return Map.of(
        "round", () -> round,
        "epoch", () -> epoch,
        "rate", () -> rate,
        "elboPerRow", () -> elboPerRow,
        "heldOut", () -> heldOut,
        "seconds", () -> seconds);
  }
}
