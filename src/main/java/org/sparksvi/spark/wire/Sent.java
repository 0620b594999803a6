package org.sparksvi.spark.wire;

import java.io.Serializable;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A value that is brought to every executor once: a broadcast of its bytes, read by the first task
 * that asks.
 */
public final class Sent<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What was read of broadcasts that are still held here. Spark gives the tasks of an executor
   * nothing else in common, hence static; an array is equal to itself alone.
   */
  private static final Map<byte[], Opened> OPENED = new WeakHashMap<>();

  private final Broadcast<byte[]> bytes;
  private transient volatile T here; // of a task, which asks many times

  private Sent(Broadcast<byte[]> bytes) {
    this.bytes = bytes;
  }

  /** Begins to send a value; whoever asked destroys it. */
  public static <T extends Serializable> Sent<T> of(JavaSparkContext spark, T value) {
    return new Sent<>(spark.broadcast(JavaBytes.of(value)));
  }

  /** The value, the same one for all tasks of an executor. */
  @SuppressWarnings("unchecked") // the value of these bytes
  public T value() {
    T value = here;
    if (value == null) {
      byte[] held = bytes.value();
      Opened opened;
      synchronized (OPENED) {
        opened = OPENED.computeIfAbsent(held, some -> new Opened());
      }
      value = (T) opened.of(held);
      here = value;
    }
    return value;
  }

  /** Whether it can be asked for. */
  public boolean isValid() {
    return bytes.isValid();
  }

  /** Takes the value from all executors; it can be asked for no longer. */
  public void destroy() {
    here = null;
    bytes.destroy();
  }

  /** A value that one thread reads while others wait for it. */
  private static final class Opened {
    private Object value;

    synchronized Object of(byte[] bytes) {
      if (value == null) {
        value = JavaBytes.read(bytes);
      }
      return value;
    }
  }
}
