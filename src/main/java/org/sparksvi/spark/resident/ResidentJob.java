package org.sparksvi.spark.resident;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.spark.JobDescription;
import org.sparksvi.spark.JobFailure;

/** A Spark job of tasks that stay. */
final class ResidentJob {
  /** Words of Spark's scheduler, which has no other sign of it. */
  private static final Pattern FAILED_TOO_OFTEN = Pattern.compile("failed \\d+ times");

  private final String name;
  private final int first;
  private final long done;
  private final JavaFutureAction<Void> future;

  private ResidentJob(String name, int first, long done, JavaFutureAction<Void> future) {
    this.name = name;
    this.first = first;
    this.done = done;
    this.future = future;
  }

  /**
   * Submits the job; its tasks come when there is room.
   *
   * @param name of the training
   * @param description of the job
   * @param first number of its first partition
   * @param done exchanges that are complete
   */
  static ResidentJob submit(
      JavaSparkContext spark,
      String name,
      String description,
      int first,
      long done,
      int slots,
      ResidentTask task) {
    List<Integer> partitions = IntStream.range(0, slots).boxed().toList();
    try (JobDescription story = new JobDescription(spark)) {
      story.tellInterruptible(name, description);
      return new ResidentJob(
          name, first, done, spark.parallelize(partitions, slots).foreachPartitionAsync(task));
    }
  }

  /** Number of the first partition. */
  int first() {
    return first;
  }

  /** Exchanges that were complete when it was submitted. */
  long done() {
    return done;
  }

  /** Spark's ids of it. */
  List<Integer> ids() {
    return future.jobIds();
  }

  /**
   * How the job ended.
   *
   * @param failure empty where all its tasks have gone after their shift
   * @param failedTooOften whether one of its tasks has failed as often as Spark allows
   */
  record End(Optional<RuntimeException> failure, boolean failedTooOften) {}

  /** How the job ended, if it has. */
  Optional<End> ended() throws InterruptedException {
    if (!future.isDone()) {
      return Optional.empty();
    }
    try {
      future.get();
    } catch (ExecutionException e) {
      return Optional.of(end(e.getCause() instanceof Exception cause ? cause : e));
    }
    return Optional.of(new End(Optional.empty(), false));
  }

  private End end(Exception thrown) {
    Exception innermost = thrown;
    while (innermost instanceof SparkException
        && innermost.getCause() instanceof SparkException next) {
      innermost = next;
    }
    String message = String.valueOf(innermost.getMessage());
    return new End(
        Optional.of(JobFailure.of(innermost, "the resident tasks of '%s'".formatted(name))),
        FAILED_TOO_OFTEN.matcher(message).find());
  }

  /** Ends all tasks at once. */
  void cancel() {
    future.cancel(true);
  }

  /** Whether all tasks have ended, or do within a while. */
  boolean ended(long nanos) {
    try {
      future.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      return true; // it failed, which whoever used it has been told
    }
  }
}
