package org.sparksvi.spark.resident;

import java.util.function.Consumer;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskSchedulerImpl;

/** Tells a training what Spark knows of its executors and tasks. */
final class ExecutorWatch extends SparkListener {
  private final SparkContext spark;
  private final DriverSide exchange;
  private final Consumer<String> notes;

  ExecutorWatch(SparkContext spark, DriverSide exchange, Consumer<String> notes) {
    this.spark = spark;
    this.exchange = exchange;
    this.notes = notes;
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    gone(event.executorId(), event.reason());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.reason() instanceof ExecutorLostFailure lost) { // may come before the removal
      gone(lost.execId(), lost.reason().isDefined() ? lost.reason().get() : "it was lost");
    }
    exchange.over(event.taskInfo().taskId());
  }

  private void gone(String executor, String reason) {
    if (exchange.lost(executor)) {
      notes.accept(
          "executor %s is gone (%s): its blocks go to the others"
              .formatted(executor, reason.strip()));
    }
  }

  /** Asks the scheduler, which tells no listener, which executors are to be decommissioned. */
  void drainDecommissioned() {
    if (spark.taskScheduler() instanceof TaskSchedulerImpl scheduler) {
      for (String executor : exchange.executors()) {
        if (scheduler.getExecutorDecommissionState(executor).isDefined()
            && exchange.drain(executor)) {
          notes.accept("executor %s is to be decommissioned: its tasks go".formatted(executor));
        }
      }
    }
  }
}
