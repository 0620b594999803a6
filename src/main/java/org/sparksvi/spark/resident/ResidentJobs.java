package org.sparksvi.spark.resident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.spark.api.java.JavaSparkContext;

/** The Spark jobs of a training: one, and another whenever tasks go and none could follow. */
final class ResidentJobs {
  private static final long END_SECONDS = 10;
  private static final long BRIEF_SECONDS = 2;

  private final JavaSparkContext spark;
  private final String name;
  private final int slots;
  private final Exchange exchange;
  private final IntFunction<ResidentTask> tasks; // by the first partition
  private final Notes notes;
  private final List<ResidentJob> living = new ArrayList<>();
  private int partitions; // of all jobs so far
  private long doneBefore; // exchanges that were complete when a job had failed

  /** Submits the first job. */
  ResidentJobs(
      JavaSparkContext spark,
      String name,
      int slots,
      Exchange exchange,
      IntFunction<ResidentTask> tasks,
      Notes notes) {
    this.spark = spark;
    this.name = name;
    this.slots = slots;
    this.exchange = exchange;
    this.tasks = tasks;
    this.notes = notes;
    submit();
  }

  private void submit() {
    int first = partitions;
    partitions = Math.addExact(partitions, slots);
    exchange.shifts((shifts, members) -> shifts.submitted(first, slots));
    int shift = first / slots + 1;
    String part = shift == 1 ? "" : ", shift " + shift;
    living.add(
        ResidentJob.submit(
            spark,
            name,
            "resident rounds on %d slots%s".formatted(slots, part),
            first,
            slots,
            tasks.apply(first)));
  }

  /** Submits another job where one is needed. */
  void look() throws InterruptedException {
    boolean failed = false;
    for (Iterator<ResidentJob> jobs = living.iterator(); jobs.hasNext(); ) {
      ResidentJob job = jobs.next();
      Optional<ResidentJob.End> end = job.ended();
      if (end.isPresent()) {
        jobs.remove();
        exchange.shifts((shifts, members) -> shifts.ended(job.first()));
        failed |= failed(end.get());
      }
    }
    if (failed || living.isEmpty() || wantsJob()) {
      submit();
    }
  }

  private boolean wantsJob() {
    long now = Ticker.NANOS.getAsLong();
    if (!exchange.shifts((shifts, members) -> shifts.due(members, now))) {
      return false;
    }
    boolean alone = alone(); // asks Spark
    exchange.shifts((shifts, members) -> shifts.alone(alone));
    return exchange.shifts((shifts, members) -> shifts.wantsJob(members, now));
  }

  /**
   * A job whose tasks have failed too often is followed by another where an exchange was completed
   * in between: Spark counts failures by task, and these tasks stay for long.
   */
  private boolean failed(ResidentJob.End end) {
    if (end.failure().isEmpty()) {
      return false;
    }
    RuntimeException failure = end.failure().get();
    long done = exchange.next() - 2; // the present one is not complete
    if (!end.failedTooOften() || done == doneBefore) {
      throw failure;
    }
    notes.say(
        "other tasks take the place of those that failed: "
            + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    doneBefore = done;
    return true;
  }

  /** Whether no other job of the application is active. */
  private boolean alone() {
    List<Integer> ours = living.stream().flatMap(job -> job.ids().stream()).toList();
    return Arrays.stream(spark.statusTracker().getActiveJobIds()).allMatch(ours::contains);
  }

  /**
   * Waits for all tasks, which were told to end. Jobs of others may have taken the slots that tasks
   * wait for which have not come: for them it does not wait long.
   */
  void end() {
    for (ResidentJob job : living) {
      boolean began = exchange.shifts((shifts, members) -> shifts.began(job.first()));
      job.end(began ? END_SECONDS : BRIEF_SECONDS);
    }
  }

  /** Ends all tasks at once. */
  void cancel() {
    living.forEach(ResidentJob::cancel);
  }
}
