package org.sparksvi.spark.resident;

import java.util.Optional;
import org.apache.spark.SparkEnv;

/**
 * The two ends of messages that live in this process. Spark makes those of the plugin itself and
 * gives nobody a way to ask for them, hence static fields.
 */
final class Endpoints {
  private static DriverEndpoint driver; // null where there is none
  private static ExecutorEndpoint executor; // of the plugin
  private static Late late; // of an executor without the plugin, or null

  private Endpoints() {}

  /**
   * An executor's end of a late endpoint.
   *
   * @param spark that it belongs to
   */
  private record Late(String address, SparkEnv spark, ExecutorEndpoint executor) {}

  static synchronized Optional<DriverEndpoint> driver() {
    return Optional.ofNullable(driver);
  }

  /**
   * The driver's end; where the plugin is not loaded, one that is opened now.
   *
   * @return empty where this Spark lets nobody open one
   */
  static synchronized Optional<DriverEndpoint> openDriver() {
    if (driver == null) {
      try {
        driver = LateEndpoint.open();
      } catch (LinkageError | RuntimeException e) {
        return Optional.empty(); // every round can still be a job of its own
      }
    }
    return Optional.of(driver);
  }

  /**
   * The executor's end.
   *
   * @param address of the driver's end; empty where the plugin carries messages
   * @return empty where the plugin should and is not loaded
   */
  static synchronized Optional<ExecutorEndpoint> executor(String address) {
    if (address.isEmpty()) {
      return Optional.ofNullable(executor);
    }
    SparkEnv here = SparkEnv.get();
    if (late == null || !late.address().equals(address) || late.spark() != here) {
      late = new Late(address, here, new ExecutorEndpoint(LateEndpoint.link(address)));
    }
    return Optional.of(late.executor());
  }

  static synchronized void begin(DriverEndpoint plugin) {
    driver = plugin;
  }

  static synchronized void begin(ExecutorEndpoint plugin) {
    executor = plugin;
  }

  static synchronized void end(DriverEndpoint gone) {
    driver = driver == gone ? null : driver;
  }

  static synchronized void end(ExecutorEndpoint gone) {
    executor = executor == gone ? null : executor;
  }
}
