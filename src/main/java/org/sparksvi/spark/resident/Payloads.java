package org.sparksvi.spark.resident;

import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.engine.Work;
import org.sparksvi.spark.wire.JavaBytes;
import org.sparksvi.spark.wire.Sent;

/**
 * Brings works to executors: shared where they are in the driver's process, in the message where
 * they are small or there are few executors, by broadcast otherwise.
 *
 * <p>To fetch a broadcast takes an executor several questions, one after the other: with two
 * executors and 100 000 doubles a round took twice as long by broadcast as by message.
 */
final class Payloads {
  private static final int ALWAYS_IN_MESSAGE = 64 << 10;

  /** Bytes that the driver sends in messages per round, to all executors together. */
  private static final long MOST_IN_MESSAGES = 4 << 20;

  private final JavaSparkContext spark;
  private final boolean local;
  private final TreeMap<Long, Sent<Work>> broadcasts = new TreeMap<>(); // by exchange

  Payloads(JavaSparkContext spark) {
    this.spark = spark;
    this.local = spark.sc().isLocal();
  }

  /** How the work of an exchange reaches so many executors. */
  Payload of(long exchange, Work work, int executors) {
    if (local) {
      return Payload.SHARED;
    }
    long bytes = work.bytes();
    if (bytes <= ALWAYS_IN_MESSAGE || bytes * Math.max(1, executors) <= MOST_IN_MESSAGES) {
      return new Payload(Answer.Kind.WORK, JavaBytes.of(work));
    }
    Sent<Work> broadcast = Sent.of(spark, work);
    broadcasts.put(exchange, broadcast);
    return new Payload(Answer.Kind.BROADCAST, JavaBytes.of(broadcast));
  }

  /** Destroys broadcasts of exchanges up to one. */
  void release(long exchange) {
    while (!broadcasts.isEmpty() && broadcasts.firstKey() <= exchange) {
      broadcasts.pollFirstEntry().getValue().destroy();
    }
  }

  void releaseAll() {
    release(Long.MAX_VALUE);
  }
}
