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
record Training(long token, Exchange exchange, AtomicReference<Work> shared) {
  /** A training with a token of its own, different for every training of every application. */
  static Training of(String application, Exchange exchange) {
    long token =
        SplitMix64.mix(
            Ticker.NANOS.getAsLong(),
            ((long) application.hashCode() << 32) ^ System.identityHashCode(exchange));
    return new Training(token, exchange, new AtomicReference<>());
  }
}
