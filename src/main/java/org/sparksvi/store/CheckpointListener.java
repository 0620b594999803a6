package org.sparksvi.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.DoubleSupplier;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/** Writes the trace as a run goes on, and saves its state every so often. */
public final class CheckpointListener implements Listener {
  private final TraceFile trace;
  private final Checkpoints checkpoints;
  private final long everyRounds;
  private final double everySeconds;
  private final DoubleSupplier clock;
  private double lastSeconds;

  /**
   * A listener that saves whenever one of two intervals is over.
   *
   * @param everyRounds 0 for no limit
   * @param everySeconds infinite for no limit
   * @param clock seconds from any origin
   */
  public CheckpointListener(
      TraceFile trace,
      Checkpoints checkpoints,
      long everyRounds,
      double everySeconds,
      DoubleSupplier clock) {
    if (everyRounds < 0 || !(everySeconds > 0)) {
      throw new IllegalArgumentException(
          "intervals of checkpoints must be at least 0 rounds and positive seconds, but were %d and %s"
              .formatted(everyRounds, everySeconds));
    }
    this.trace = trace;
    this.checkpoints = checkpoints;
    this.everyRounds = everyRounds;
    this.everySeconds = everySeconds;
    this.clock = clock;
    this.lastSeconds = clock.getAsDouble();
  }

  @Override
  public void onRound(TraceLine line, State state) {
    try {
      trace.append(line);
      boolean roundsOver = everyRounds > 0 && state.round() % everyRounds == 0;
      if (roundsOver || clock.getAsDouble() - lastSeconds >= everySeconds) {
        save(state);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep round " + state.round(), e);
    }
  }

  /** Saves a state now, after the lines of the trace up to it. */
  public void save(State state) throws IOException {
    trace.flush();
    checkpoints.save(state);
    lastSeconds = clock.getAsDouble();
  }
}
