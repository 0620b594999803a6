package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the work on threads of this process. */
public final class InProcess implements Execution {
  private final Workload<?, ?> workload;
  private final int threads;
  private final ExecutorService pool;

  /** One thread is the caller's own. */
  public InProcess(Workload<?, ?> workload, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    this.workload = workload;
    this.threads = threads;
    this.pool = threads == 1 ? null : Executors.newFixedThreadPool(threads, InProcess::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "svi-in-process");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public ExactTotal run(Work work, int[] units) {
    if (pool == null) {
      return work.over(workload, Units.of(units));
    }
    List<Future<ExactTotal>> tasks = new ArrayList<>();
    for (int[] share : BlockSum.deal(units, threads)) {
      tasks.add(pool.submit(() -> work.over(workload, Units.of(share))));
    }
    ExactTotal total = work.none();
    for (Future<ExactTotal> task : tasks) {
      total.add(join(task));
    }
    return total;
  }

  private static ExactTotal join(Future<ExactTotal> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a task", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a task failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
