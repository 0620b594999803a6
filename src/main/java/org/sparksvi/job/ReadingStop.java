package org.sparksvi.job;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SignalUtils;
import org.sparksvi.run.Host;
import org.sparksvi.run.StoppedException;

/**
 * Ends the reading of an input when the process is asked to stop: what Spark does for it is
 * cancelled, again and again until it is closed. A second signal ends the process at once.
 */
final class ReadingStop implements Host.Reading {
  private static final long PAUSE_MILLISECONDS = 100; // between a job and the next

  private final SparkSession spark;
  private final Consumer<String> messages;
  private final Runnable end;
  private final AtomicReference<Optional<String>> signal = new AtomicReference<>(Optional.empty());
  private volatile boolean listening = true;

  private ReadingStop(SparkSession spark, Consumer<String> messages, Runnable end) {
    this.spark = spark;
    this.messages = messages;
    this.end = end;
  }

  /**
   * Listens from now on.
   *
   * @param end what else is done when it is closed
   */
  static ReadingStop listen(SparkSession spark, Consumer<String> messages, Runnable end) {
    ReadingStop stop = new ReadingStop(spark, messages, end);
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
          "signal %s: stopped while the input was read; the same command begins anew"
              .formatted(signal.get().get()));
    }
  }

  @Override
  public void close() {
    listening = false;
    end.run();
  }
}
