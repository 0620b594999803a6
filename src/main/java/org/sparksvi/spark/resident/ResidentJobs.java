package org.sparksvi.spark.resident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.spark.api.java.JavaSparkContext;

/** The Spark jobs of a training: one, and another whenever tasks go and none could follow. */
final class ResidentJobs {
  private static final long SECOND = 1_000_000_000;
  private static final long END = 10 * SECOND;
  private static final long BRIEF = 2 * SECOND;
  private static final long LOOK = SECOND / 10;

  private final JavaSparkContext spark;
  private final String name;
  private final int slots;
  private final DriverSide exchange;
  private final IntFunction<ResidentTask> tasks; // by the first partition
  private final Consumer<String> notes;
  private final List<ResidentJob> living = new ArrayList<>();
  private final Set<Integer> ours =
      new HashSet<>(); // Spark's ids of all jobs: it shows them a little longer than they live
  private int partitions; // of all jobs so far
  private long othersAt; // when jobs of others were seen, in nanoseconds

  /** Submits the first job. */
  ResidentJobs(
      JavaSparkContext spark,
      String name,
      int slots,
      DriverSide exchange,
      IntFunction<ResidentTask> tasks,
      Consumer<String> notes) {
    this.spark = spark;
    this.name = name;
    this.slots = slots;
    this.exchange = exchange;
    this.tasks = tasks;
    this.notes = notes;
    this.othersAt = MonotonicClock.NANOS.getAsLong() - SECOND;
    submit();
  }

  private void submit() {
    int first = partitions;
    partitions = Math.addExact(partitions, slots);
    exchange.shifts(shifts -> shifts.submitted(first, slots));
    int shift = first / slots + 1;
    String part = shift == 1 ? "" : ", shift " + shift;
    ResidentJob job =
        ResidentJob.submit(
            spark,
            name,
            "resident rounds on %d slots%s".formatted(slots, part),
            first,
            done(),
            slots,
            tasks.apply(first));
    living.add(job);
    ours.addAll(job.ids());
  }

  /** Exchanges that are complete: not the present one. */
  private long done() {
    return Math.max(0, exchange.next() - 2);
  }

  /** Submits another job where one is needed. */
  void look() throws InterruptedException {
    boolean failed = false;
    for (Iterator<ResidentJob> jobs = living.iterator(); jobs.hasNext(); ) {
      ResidentJob job = jobs.next();
      Optional<ResidentJob.End> end = job.ended();
      if (end.isPresent()) {
        jobs.remove();
        exchange.shifts(shifts -> shifts.ended(job.first()));
        failed |= failed(job, end.get());
      }
    }
    if (failed || living.isEmpty() || wantsJob()) {
      submit();
    }
  }

  private boolean wantsJob() {
    long now = MonotonicClock.NANOS.getAsLong();
    if (exchange.shifts((shifts, members) -> shifts.due(members, now)) == 0) {
      return false;
    }
    if (now - othersAt >= SECOND) { // they may be there for long, and to ask Spark takes time
      boolean alone = alone();
      othersAt = alone ? othersAt : now;
      exchange.shifts(shifts -> shifts.alone(alone, now));
    }
    return exchange.shifts((shifts, members) -> shifts.wantsJob(members, now));
  }

  /**
   * A job whose tasks have failed too often is followed by another where an exchange was completed
   * since it was submitted: Spark counts failures by task, and these tasks stay for long.
   */
  private boolean failed(ResidentJob job, ResidentJob.End end) {
    if (end.failure().isEmpty()) {
      return false;
    }
    RuntimeException failure = end.failure().get();
    if (!end.failedTooOften() || done() == job.done()) {
      throw failure;
    }
    notes.accept(
        "other tasks take the place of those that failed: "
            + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    return true;
  }

  /** Whether no other job of the application is active. */
  private boolean alone() {
    return Arrays.stream(spark.statusTracker().getActiveJobIds()).allMatch(ours::contains);
  }

  /**
   * Waits for all tasks, which were told to end; cancels those that do not. Jobs of others may have
   * taken the slots that tasks wait for which have not come: for them it does not wait long when no
   * other is left.
   */
  void end() {
    long since = MonotonicClock.NANOS.getAsLong();
    long alone = since; // as long no task takes part
    for (ResidentJob job : living) {
      while (!job.ended(LOOK)) {
        long now = MonotonicClock.NANOS.getAsLong();
        alone = exchange.executors().isEmpty() ? alone : now;
        boolean taken = !exchange.shifts((shifts, members) -> shifts.allCame(job.first()));
        if (now - since > END
            || (taken && now - alone > BRIEF)
            || Thread.currentThread().isInterrupted()) {
          job.cancel();
          job.ended(BRIEF);
          break;
        }
      }
    }
  }

  /** Ends all tasks at once. */
  void cancel() {
    living.forEach(ResidentJob::cancel);
  }
}
