package org.sparksvi.spark.resident;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Work;
import org.sparksvi.spark.ExecutorWorkload;
import org.sparksvi.spark.wire.Sent;

/** Tasks that stay, from the submission of the first to the end of the last. */
final class Residence implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long UNSEEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final JavaSparkContext spark;
  private final ResidentSettings settings;
  private final Consumer<String> notes;
  private final DriverEndpoint endpoint;
  private final TrainingToken training;
  private final Payloads payloads;
  private final ExecutorWatch watch;
  private final ResidentJobs jobs;
  private long looked; // at what no message tells, in nanoseconds
  private long alone; // since when no task takes part

  /** Submits the first tasks. */
  Residence(
      JavaSparkContext spark,
      String name,
      Sent<ExecutorWorkload> workload,
      ResidentSettings settings,
      DriverEndpoint endpoint,
      Consumer<String> notes) {
    this.spark = spark;
    this.settings = settings;
    this.notes = notes;
    this.endpoint = endpoint;
    DriverSide exchange =
        new DriverSide(settings.slots(), nanos(settings.shiftSeconds()), MonotonicClock.NANOS);
    this.training = TrainingToken.of(spark.sc().applicationId(), exchange);
    this.payloads = new Payloads(spark);
    this.watch = new ExecutorWatch(spark.sc(), exchange, notes);
    this.alone = MonotonicClock.NANOS.getAsLong();
    endpoint.begin(training);
    spark.sc().addSparkListener(watch);
    ResidentTask.Counts counts = ResidentTask.Counts.of(spark.sc());
    this.jobs =
        new ResidentJobs(
            spark,
            name,
            settings.slots(),
            exchange,
            first ->
                new ResidentTask(endpoint.address(), training.token(), first, workload, counts),
            notes);
  }

  DriverSide exchange() {
    return training.exchange();
  }

  /** One exchange. */
  ExactTotal run(Work work, int[] units) throws InterruptedException {
    DriverSide exchange = exchange();
    ExactTotal total = work.none();
    long now = MonotonicClock.NANOS.getAsLong();
    if (now - looked > UNSEEN_NANOS) {
      alone = now; // who has come and gone meanwhile was not seen
    }
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
    long now = MonotonicClock.NANOS.getAsLong();
    if (now - looked < LOOK_NANOS) {
      return;
    }
    looked = now;
    jobs.look();
    watch.drainDecommissioned();
    for (String late : exchange().redeal(nanos(settings.patienceSeconds()))) {
      notes.accept(late + " has not answered in time: its blocks go to others as well");
    }
    if (!exchange().executors().isEmpty()) {
      alone = now;
    } else if (now - alone > nanos(settings.joinSeconds())) {
      throw new IllegalStateException(
          "a task must take part within %s seconds, but none of %d has: no slot is free, or executors fail to start (see their logs)"
              .formatted(settings.joinSeconds(), settings.slots()));
    }
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }

  /** Ends all tasks: they are told to go, and cancelled if they do not. */
  @Override
  public void close() {
    exchange().end();
    jobs.end();
    release();
  }

  /** Cancels all tasks at once. */
  void cancel() {
    exchange().end();
    jobs.cancel();
    release();
  }

  private void release() {
    endpoint.end(training);
    spark.sc().removeSparkListener(watch);
    payloads.releaseAll();
  }
}
