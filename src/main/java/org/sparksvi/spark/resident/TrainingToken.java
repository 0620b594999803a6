package org.sparksvi.spark.resident;

import java.util.concurrent.atomic.AtomicReference;
import org.sparksvi.engine.Work;
import org.sparksvi.random.SplitMix64;

/**
 * A training as the driver's endpoint knows it.
 *
 * @param token names it in every message
 * @param exchange answers its tasks
 * @param shared the present work, for tasks in this process
 */
record TrainingToken(long token, DriverSide exchange, AtomicReference<Work> shared) {
  /** A training with a token of its own, different for every training of every application. */
  static TrainingToken of(String application, DriverSide exchange) {
    long token =
        SplitMix64.mix(
            MonotonicClock.NANOS.getAsLong(),
            ((long) application.hashCode() << 32) ^ System.identityHashCode(exchange));
    return new TrainingToken(token, exchange, new AtomicReference<>());
  }
}
