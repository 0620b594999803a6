package org.sparksvi.run;

import java.util.function.DoubleSupplier;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.PackedTotal;
import org.sparksvi.engine.Work;

/** Another execution with its time, and the sizes of what would be sent. */
final class TimedExecution implements Execution {
  private final Execution execution;
  private final DoubleSupplier clock; // in seconds
  private double seconds;
  private long down;
  private long up;

  TimedExecution(Execution execution, DoubleSupplier clock) {
    this.execution = execution;
    this.clock = clock;
  }

  @Override
  public ExactTotal run(Work work, int[] units) {
    double begun = clock.getAsDouble();
    ExactTotal total = execution.run(work, units);
    seconds += clock.getAsDouble() - begun;
    down = work.bytes();
    up = bytes(total.packed());
    return total;
  }

  private static long bytes(PackedTotal total) {
    long longs = (long) total.peaks().length + total.terms().length;
    long ints = 0;
    for (int f = 0; f < total.sums().length; f++) {
      longs += total.sums()[f].length;
      ints += total.rows()[f].length;
    }
    return longs * Long.BYTES + ints * Integer.BYTES;
  }

  /** Seconds of work since they were last asked for. */
  double take() {
    double taken = seconds;
    seconds = 0;
    return taken;
  }

  /** Bytes that every executor was sent last. */
  long down() {
    return down;
  }

  /** Bytes of the last sum. */
  long up() {
    return up;
  }

  @Override
  public void close() {
    execution.close();
  }
}
