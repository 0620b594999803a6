package org.sparksvi.spark;

import java.util.concurrent.RejectedExecutionException;
import org.apache.spark.SparkException;

/** What made a Spark job fail: Spark throws checked exceptions that it does not declare. */
public final class JobFailure {
  private JobFailure() {}

  /**
   * An exception to throw in the place of one that a job ended with; a task's own says more than
   * the job's.
   *
   * @param what Spark was asked to do
   */
  public static RuntimeException of(Exception thrown, String what) {
    if (thrown instanceof SparkException
        && thrown.getCause() instanceof RuntimeException cause
        && !(cause instanceof RejectedExecutionException)) { // of an executor that goes down
      return cause;
    }
    return thrown instanceof RuntimeException own
        ? own
        : new IllegalStateException(
            "Spark gave up on %s: %s".formatted(what, thrown.getMessage()), thrown);
  }
}
