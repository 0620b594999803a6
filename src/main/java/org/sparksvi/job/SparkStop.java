package org.sparksvi.job;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SignalUtils;
import org.sparksvi.run.Host;
import org.sparksvi.run.StoppedException;

/**
 * Ends what Spark does when the process is asked to stop: its jobs are cancelled, again and again
 * until this is closed. A second signal ends the process at once.
 */
final class SparkStop implements Host.Reading {
  private static final long PAUSE_MILLISECONDS = 100; // between a job and the next

  private final SparkSession spark;
  private final Consumer<String> messages;
  private final String when;
  private final Runnable end;
  private final AtomicReference<Optional<String>> signal = new AtomicReference<>(Optional.empty());
  private volatile boolean listening = true;

  private SparkStop(SparkSession spark, Consumer<String> messages, String when, Runnable end) {
    this.spark = spark;
    this.messages = messages;
    this.when = when;
    this.end = end;
  }

  /**
   * Listens while an input is read.
   *
   * @param end what else is done when it is closed
   */
  static SparkStop whileReading(SparkSession spark, Consumer<String> messages, Runnable end) {
    return listen(new SparkStop(spark, messages, "while the input was read", end));
  }

  /**
   * Does what a command is for, by Spark.
   *
   * @throws StoppedException where the process was asked to stop meanwhile
   */
  static <T> T unlessAsked(SparkSession spark, Consumer<String> messages, Supplier<T> work) {
    try (SparkStop stop =
        listen(new SparkStop(spark, messages, "before there was a result", () -> {}))) {
      try {
        return work.get();
      } catch (Exception e) { // Spark throws checked exceptions that it does not declare
        stop.requireWanted();
        throw e;
      }
    }
  }

  private static SparkStop listen(SparkStop stop) {
    for (String name : StopRequest.SIGNALS) {
      SignalUtils.register(name, () -> stop.accept(name));
    }
    return stop;
  }

  /** Whether the signal needs no other answer. */
  boolean accept(String name) {
    if (!listening || !signal.compareAndSet(Optional.empty(), Optional.of(name))) {
      return false;
    }
    messages.accept("signal %s: stopping".formatted(name));
    Thread cancelling = new Thread(this::cancel, "svi-stop");
    cancelling.setDaemon(true);
    cancelling.start();
    return true;
  }

  private void cancel() {
    try {
      while (listening) {
        spark.sparkContext().cancelAllJobs();
        Thread.sleep(PAUSE_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void requireWanted() {
    if (signal.get().isPresent()) {
      throw new StoppedException(
          "signal %s: stopped %s; the same command begins anew"
              .formatted(signal.get().get(), when));
    }
  }

  @Override
  public void close() {
    listening = false;
    end.run();
  }
}
