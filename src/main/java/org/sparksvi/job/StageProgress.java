package org.sparksvi.job;

import java.io.Closeable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.report.ProgressLine;
import org.sparksvi.report.Screen;

/** Shows how far Spark's stages are while input is read: live on a terminal, else now and then. */
final class StageProgress implements Closeable {
  private static final long LIVE_MILLISECONDS = 200;
  private static final long PLAIN_MILLISECONDS = 30_000;

  private final Screen screen;
  private final SparkStatusTracker tracker;
  private final String what;
  private final long begun = System.nanoTime();
  private final ScheduledExecutorService timer;

  private StageProgress(Screen screen, SparkStatusTracker tracker, String what) {
    this.screen = screen;
    this.tracker = tracker;
    this.what = what;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "svi-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Shows progress until it is closed. */
  static StageProgress show(Screen screen, SparkSession spark, String what) {
    StageProgress progress = new StageProgress(screen, spark.sparkContext().statusTracker(), what);
    long every = screen.terminal() ? LIVE_MILLISECONDS : PLAIN_MILLISECONDS;
    var unused =
        progress.timer.scheduleAtFixedRate(progress::show, every, every, TimeUnit.MILLISECONDS);
    return progress;
  }

  private void show() {
    int done = 0;
    int all = 0;
    for (int id : tracker.getActiveStageIds()) {
      SparkStageInfo stage = tracker.getStageInfo(id).getOrElse(() -> null);
      if (stage != null) {
        done += stage.numCompletedTasks();
        all += stage.numTasks();
      }
    }
    if (all == 0) {
      return;
    }
    String line =
        "%s: %d of %d tasks, %s"
            .formatted(what, done, all, ProgressLine.duration((System.nanoTime() - begun) * 1e-9));
    if (screen.terminal()) {
      screen.live(line);
    } else {
      screen.note(line);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    screen.clear();
  }
}
