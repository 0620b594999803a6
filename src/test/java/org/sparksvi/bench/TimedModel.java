package org.sparksvi.bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;

/**
 * A model that measures its own work in each round, as far as the round has to wait for it: what is
 * derived once, the task that took longest, and the target. Local mode only.
 */
final class TimedModel<B extends Block> implements Model<B> {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong SERIAL = new AtomicLong();
  private static final LongAccumulator LONGEST = new LongAccumulator(Math::max, 0);

  private final Model<B> model;

  TimedModel(Model<B> model) {
    this.model = model;
  }

  /** Nanoseconds of the model's own work since the last call. */
  static long take() {
    return SERIAL.getAndSet(0) + LONGEST.getThenReset();
  }

  @Override
  public Layout layout() {
    return model.layout();
  }

  @Override
  public Bundle initial(Start<B> start) {
    return model.initial(start);
  }

  @Override
  public LocalSteps<B> localSteps(Round round) {
    long start = System.nanoTime();
    LocalSteps<B> steps = model.localSteps(round);
    SERIAL.addAndGet(System.nanoTime() - start);
    return () -> new Timed<>(steps.create());
  }

  /** One task's step. */
  private static final class Timed<B extends Block> implements LocalStep<B> {
    private final LocalStep<B> step;
    private long nanos;

    Timed(LocalStep<B> step) {
      this.step = step;
    }

    @Override
    public void accumulate(B block, Contribution into) {
      long start = System.nanoTime();
      step.accumulate(block, into);
      nanos += System.nanoTime() - start;
      LONGEST.accumulate(nanos);
    }
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    long start = System.nanoTime();
    model.target(round, total, out);
    SERIAL.addAndGet(System.nanoTime() - start);
  }

  @Override
  public double globalElbo(Round round) {
    long start = System.nanoTime();
    double value = model.globalElbo(round);
    SERIAL.addAndGet(System.nanoTime() - start);
    return value;
  }
}
