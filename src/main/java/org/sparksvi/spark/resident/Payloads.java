package org.sparksvi.spark.resident;

import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparksvi.engine.Work;
import scala.reflect.ClassTag$;

/**
 * Brings works to executors: shared where they are in the driver's process, in the message where
 * they are small, by broadcast otherwise.
 */
final class Payloads {
  private static final int LARGEST_IN_MESSAGE = 64 << 10;

  private final JavaSparkContext spark;
  private final boolean local;
  private final TreeMap<Long, Broadcast<Work>> broadcasts = new TreeMap<>(); // by exchange

  Payloads(JavaSparkContext spark) {
    this.spark = spark;
    this.local = spark.sc().isLocal();
  }

  /** How the work of an exchange reaches executors. */
  Payload of(long exchange, Work work) {
    if (local) {
      return Payload.SHARED;
    }
    if (work.bytes() <= LARGEST_IN_MESSAGE) {
      return new Payload(Answer.Kind.WORK, serialize(work));
    }
    Broadcast<Work> broadcast = spark.broadcast(work);
    broadcasts.put(exchange, broadcast);
    return new Payload(Answer.Kind.BROADCAST, serialize(broadcast));
  }

  private static byte[] serialize(Object value) {
    ByteBuffer buffer =
        SparkEnv.get()
            .closureSerializer()
            .newInstance()
            .serialize(value, ClassTag$.MODULE$.apply(Object.class));
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
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
