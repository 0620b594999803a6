package org.sparksvi.spark.resident;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Work;
import org.sparksvi.spark.ExecutorWorkload;

/** Tasks that stay, from the submission of their job to its end. */
final class Residence implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final JavaSparkContext spark;
  private final ResidentSettings settings;
  private final Notes notes;
  private final DriverEndpoint endpoint;
  private final Training training;
  private final Payloads payloads;
  private final ExecutorWatch watch;
  private final String name;
  private final ResidentTask task;
  private ResidentJob job;
  private long doneBefore; // exchanges that were complete when the job was submitted
  private long looked; // at what no message tells, in nanoseconds
  private long alone; // since when no task takes part

  /** Submits the job. */
  Residence(
      JavaSparkContext spark,
      String name,
      Broadcast<ExecutorWorkload> workload,
      ResidentSettings settings,
      DriverEndpoint endpoint,
      Notes notes) {
    this.spark = spark;
    this.name = name;
    this.settings = settings;
    this.notes = notes;
    this.endpoint = endpoint;
    Exchange exchange = new Exchange(settings.slots(), Ticker.NANOS);
    this.training = Training.of(spark.sc().applicationId(), exchange);
    this.payloads = new Payloads(spark);
    this.watch = new ExecutorWatch(spark.sc(), exchange, notes);
    this.alone = Ticker.NANOS.getAsLong();
    endpoint.begin(training);
    spark.sc().addSparkListener(watch);
    this.task =
        new ResidentTask(training.token(), workload, spark.sc().longAccumulator("units done"));
    this.job = ResidentJob.submit(spark, name, settings.slots(), task);
  }

  Exchange exchange() {
    return training.exchange();
  }

  /** One exchange. */
  ExactTotal run(Work work, int[] units) throws InterruptedException {
    Exchange exchange = exchange();
    ExactTotal total = work.none();
    int executors = exchange.executors().size();
    long number = exchange.next();
    Payload payload = payloads.of(number, work, executors == 0 ? settings.slots() : executors);
    training.shared().set(work);
    exchange.open(units, total, payload);
    payloads.release(Math.min(exchange.leftBehind(), number - 1)); // while tasks are at work
    while (!exchange.complete()) {
      exchange.await(LOOK_NANOS).forEach(total::add);
      look();
    }
    return total;
  }

  private void look() throws InterruptedException {
    long now = Ticker.NANOS.getAsLong();
    if (now - looked < LOOK_NANOS) {
      return;
    }
    looked = now;
    requireJob();
    watch.drainDecommissioned();
    for (String late : exchange().redeal(nanos(settings.patienceSeconds()))) {
      notes.say(late + " has not answered in time: its blocks go to others as well");
    }
    if (!exchange().executors().isEmpty()) {
      alone = now;
    } else if (now - alone > nanos(settings.joinSeconds())) {
      throw new IllegalStateException(
          "a task must take part within %s seconds, but none of %d has: no slot is free, or executors fail to start (see their logs)"
              .formatted(settings.joinSeconds(), settings.slots()));
    }
  }

  /**
   * A job whose tasks have failed too often is followed by another where an exchange was completed
   * in between: Spark counts failures by task, and these tasks stay for hours.
   */
  private void requireJob() throws InterruptedException {
    Optional<ResidentJob.End> end = job.ended();
    if (end.isEmpty()) {
      return;
    }
    long done = exchange().next() - 2; // the present one is not complete
    if (!end.get().failedTooOften() || done == doneBefore) {
      throw end.get().failure();
    }
    String reason = String.valueOf(end.get().failure().getMessage());
    notes.say(
        "other tasks take the place of those that failed: "
            + reason.lines().findFirst().orElse(""));
    doneBefore = done;
    job = ResidentJob.submit(spark, name, settings.slots(), task);
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }

  /** Ends all tasks: they are told to go, and cancelled if they do not. */
  @Override
  public void close() {
    exchange().end();
    job.end();
    release();
  }

  /** Cancels all tasks at once. */
  void cancel() {
    exchange().end();
    job.cancel();
    release();
  }

  private void release() {
    endpoint.end(training);
    spark.sc().removeSparkListener(watch);
    payloads.releaseAll();
  }
}
