package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;

/** Computes contributions on threads of this process. */
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
  public ExactTotal sum(Pass pass, Round round, Quanta quanta, int[] blocks) {
    return sum(workload.part(pass), round, quanta, blocks);
  }

  private <B extends Block> ExactTotal sum(
      Workload.Part<B> part, Round round, Quanta quanta, int[] ids) {
    Layout layout = workload.model().layout();
    LocalSteps<B> steps = part.steps(round);
    if (pool == null) {
      return BlockSum.over(layout, steps.create(), part.blocks(), quanta, ids);
    }
    List<Future<ExactTotal>> tasks = new ArrayList<>();
    for (int[] share : BlockSum.deal(ids, threads)) {
      tasks.add(
          pool.submit(() -> BlockSum.over(layout, steps.create(), part.blocks(), quanta, share)));
    }
    ExactTotal total = new ExactTotal(layout, quanta);
    for (Future<ExactTotal> task : tasks) {
      total.add(join(task).packed());
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
