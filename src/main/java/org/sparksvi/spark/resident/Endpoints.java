package org.sparksvi.spark.resident;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The two halves of the plugin that live in this process. Spark makes them itself and gives nobody
 * a way to ask for them, hence static fields.
 */
final class Endpoints {
  private static final AtomicReference<DriverEndpoint> DRIVER = new AtomicReference<>();
  private static final AtomicReference<ExecutorEndpoint> EXECUTOR = new AtomicReference<>();

  private Endpoints() {}

  static Optional<DriverEndpoint> driver() {
    return Optional.ofNullable(DRIVER.get());
  }

  static Optional<ExecutorEndpoint> executor() {
    return Optional.ofNullable(EXECUTOR.get());
  }

  static void begin(DriverEndpoint driver) {
    DRIVER.set(driver);
  }

  static void begin(ExecutorEndpoint executor) {
    EXECUTOR.set(executor);
  }

  static void end(DriverEndpoint driver) {
    DRIVER.compareAndSet(driver, null);
  }

  static void end(ExecutorEndpoint executor) {
    EXECUTOR.compareAndSet(executor, null);
  }
}
