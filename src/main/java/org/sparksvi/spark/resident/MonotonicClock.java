package org.sparksvi.spark.resident;

import java.util.function.LongSupplier;

/** The clock by which waits are measured; results never depend on it. */
final class MonotonicClock {
  static final LongSupplier NANOS = System::nanoTime;

  private MonotonicClock() {}
}
