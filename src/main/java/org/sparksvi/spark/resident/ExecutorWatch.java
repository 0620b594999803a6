package org.sparksvi.spark.resident;

import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskSchedulerImpl;

/** Tells a training what Spark knows of its executors and tasks. */
final class ExecutorWatch extends SparkListener {
  private final SparkContext spark;
  private final Exchange exchange;
  private final Notes notes;

  ExecutorWatch(SparkContext spark, Exchange exchange, Notes notes) {
    this.spark = spark;
    this.exchange = exchange;
    this.notes = notes;
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    if (exchange.lost(event.executorId())) {
      notes.say(
          "executor %s is gone (%s): its blocks go to the others"
              .formatted(event.executorId(), event.reason().strip()));
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    exchange.over(event.taskInfo().taskId());
  }

  /** Asks the scheduler, which tells no listener, which executors are to be decommissioned. */
  void drainDecommissioned() {
    if (spark.taskScheduler() instanceof TaskSchedulerImpl scheduler) {
      for (String executor : exchange.executors()) {
        if (scheduler.getExecutorDecommissionState(executor).isDefined()
            && exchange.drain(executor)) {
          notes.say("executor %s is to be decommissioned: its tasks go".formatted(executor));
        }
      }
    }
  }
}
