package org.sparksvi.spark;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkEnv;
import org.apache.spark.Success$;
import org.apache.spark.TaskKilled;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BroadcastBlockId;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** What Spark was asked to do, and what it still holds. */
public final class JobLog extends SparkListener implements AutoCloseable {
  private static final long BUS_MILLIS = 30_000;
  private static final long POLL_MILLIS = 20;

  private final JavaSparkContext spark;
  private final List<Job> jobs = new CopyOnWriteArrayList<>();
  private final AtomicInteger failedTasks = new AtomicInteger();
  private final AtomicInteger speculativeTasks = new AtomicInteger();
  private final AtomicInteger startedTasks = new AtomicInteger();
  private final AtomicInteger endedTasks = new AtomicInteger();
  private final AtomicInteger killedTasks = new AtomicInteger();

  /**
   * A job as it was started.
   *
   * @param group null for none
   * @param description null for none
   * @param tasks of all its stages
   */
  record Job(String group, String description, int tasks) {}

  private JobLog(JavaSparkContext spark) {
    this.spark = spark;
  }

  static JobLog attach(JavaSparkContext spark) {
    JobLog log = new JobLog(spark);
    spark.sc().addSparkListener(log);
    return log;
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    jobs.add(
        new Job(
            start.properties().getProperty("spark.jobGroup.id"),
            start.properties().getProperty("spark.job.description"),
            CollectionConverters.asJava(start.stageInfos()).stream()
                .mapToInt(stage -> stage.numTasks())
                .sum()));
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    startedTasks.incrementAndGet();
    if (start.taskInfo().speculative()) {
      speculativeTasks.incrementAndGet();
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    endedTasks.incrementAndGet();
    if (end.reason() instanceof TaskKilled) {
      killedTasks.incrementAndGet();
    }
    if (end.reason() != Success$.MODULE$ && !(end.reason() instanceof TaskKilled)) {
      failedTasks.incrementAndGet();
    }
  }

  /** All jobs, in their order. */
  List<Job> all() {
    await();
    return List.copyOf(jobs);
  }

  /** Jobs of a group, in their order. */
  List<Job> of(String group) {
    await();
    return jobs.stream().filter(job -> group.equals(job.group())).toList();
  }

  /** Attempts that failed, without those that were killed because another was first. */
  int failedTasks() {
    await();
    return failedTasks.get();
  }

  /** Second attempts beside running ones. */
  int speculativeTasks() {
    await();
    return speculativeTasks.get();
  }

  /** Attempts that were told to go, or killed. */
  int killedTasks() {
    await();
    return killedTasks.get();
  }

  int startedTasks() {
    await();
    return startedTasks.get();
  }

  /** Attempts that have started and not ended. */
  int runningTasks() {
    await();
    return startedTasks.get() - endedTasks.get();
  }

  private void await() {
    try {
      spark.sc().listenerBus().waitUntilEmpty(BUS_MILLIS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Spark's events did not arrive", e);
    }
  }

  @Override
  public void close() {
    spark.sc().removeSparkListener(this);
  }

  /**
   * Broadcast values that the driver's process holds.
   *
   * @param since the number of one that came before those that are counted; -1 for all
   * @param bytes that each of them has at least
   */
  static int broadcasts(long since, long bytes) {
    BlockManager blocks = SparkEnv.get().blockManager();
    int count = 0;
    for (BlockId id : CollectionConverters.asJava(blocks.getMatchingBlockIds(new IsBroadcast()))) {
      var status = blocks.getStatus(id);
      if (((BroadcastBlockId) id).broadcastId() > since
          && status.isDefined()
          && status.get().memSize() + status.get().diskSize() >= bytes) {
        count++;
      }
    }
    return count;
  }

  /** The number of a new broadcast: others of the session may stay until memory is collected. */
  static long lastBroadcast(JavaSparkContext spark) {
    Broadcast<Integer> mark = spark.broadcast(0);
    mark.destroy();
    return mark.id();
  }

  /** The same, once there are no more than expected, or after a while; destroying is no waiting. */
  public static int awaitBroadcasts(long since, long bytes, int expected, int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (broadcasts(since, bytes) > expected && System.nanoTime() < end) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return broadcasts(since, bytes);
  }

  private static final class IsBroadcast extends AbstractFunction1<BlockId, Object> {
    @Override
    public Object apply(BlockId id) {
      return id instanceof BroadcastBlockId;
    }
  }
}
