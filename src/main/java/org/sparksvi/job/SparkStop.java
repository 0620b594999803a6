package org.sparksvi.job;

import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.run.Host;

/**
 * Ends what Spark does when the process is asked to stop: its jobs are cancelled, again and again
 * until this is closed.
 */
final class SparkStop implements Host.Reading {
  private static final long PAUSE_MILLISECONDS = 100; // between a job and the next

  private final SparkSession spark;
  private final StopSignal signal;
  private final String when;
  private final Runnable end;
  private volatile boolean listening = true;

  private SparkStop(Session session, SparkSession spark, String when, Runnable end) {
    this.spark = spark;
    this.signal = session.stop();
    this.when = when;
    Runnable answered =
        signal.answered(
            name -> {
              session.note("signal %s: stopping".formatted(name));
              cancelAll();
            });
    this.end =
        () -> {
          answered.run();
          end.run();
        };
  }

  /**
   * Listens while an input is read.
   *
   * @param end what else is done when it is closed
   */
  static SparkStop whileReading(Session session, SparkSession spark, Runnable end) {
    return new SparkStop(session, spark, "while the input was read", end);
  }

  /**
   * Does what a command is for, by Spark.
   *
   * @throws org.sparksvi.run.StoppedException where the process was asked to stop meanwhile
   */
  static <T> T unlessAsked(Session session, SparkSession spark, Supplier<T> work) {
    try (SparkStop stop = new SparkStop(session, spark, "before there was a result", () -> {})) {
      stop.requireWanted();
      try {
        return work.get();
      } catch (Exception e) { // Spark throws checked exceptions that it does not declare
        stop.requireWanted();
        throw e;
      }
    }
  }

  private void cancelAll() {
    Thread cancelling = new Thread(this::cancel, "svi-stop");
    cancelling.setDaemon(true);
    cancelling.start();
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
    signal.requireNone(when);
  }

  @Override
  public void close() {
    listening = false;
    end.run();
  }
}
