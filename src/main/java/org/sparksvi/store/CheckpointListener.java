package org.sparksvi.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.model.NumericalException;

/** Writes the trace as a run goes on, and saves its state every so often. */
public final class CheckpointListener implements Listener {
  private final TraceFile trace;
  private final Checkpoints checkpoints;
  private final long everyRounds;
  private final double everySeconds;
  private final DoubleSupplier clock;
  private double lastSeconds;
  private Optional<State> best = Optional.empty(); // not saved yet

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
      if (state.progress().best().round() == state.round()) {
        best = Optional.of(state.snapshot());
      }
      boolean roundsOver = everyRounds > 0 && state.round() % everyRounds == 0;
      if (roundsOver || clock.getAsDouble() - lastSeconds >= everySeconds) {
        save(state);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep round " + state.round(), e);
    }
  }

  /** Keeps the last good state, unless a number of it is what led to the failure. */
  @Override
  public void onFailure(State lastGood) {
    try {
      if (nonFinite(lastGood).isEmpty() && lastGood.round() > 0) {
        save(lastGood);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep round " + lastGood.round(), e);
    }
  }

  /**
   * Saves a state now, after the lines of the trace up to it; before it the one with the best
   * held-out score, where that is another. Nothing that is not finite is saved.
   */
  public void save(State state) throws IOException {
    Optional<String> bad = nonFinite(state);
    if (bad.isPresent()) {
      throw new NumericalException(state.round(), bad.get());
    }
    trace.flush();
    if (best.isPresent() && best.get().round() < state.round()) {
      checkpoints.saveBest(best.get());
    }
    best = Optional.empty();
    checkpoints.save(state);
    lastSeconds = clock.getAsDouble();
  }

  /** Says which number of the parameters is not finite, if any. */
  private static Optional<String> nonFinite(State state) {
    Bundle parameters = state.parameters();
    for (int f = 0; f < parameters.layout().count(); f++) {
      int index = parameters.firstNonFinite(f);
      if (index >= 0) {
        Field field = parameters.layout().field(f);
        return Optional.of(
            "field '%s' must be finite, but is not at row %d, column %d after round %d"
                .formatted(
                    field.name(), index / field.columns(), index % field.columns(), state.round()));
      }
    }
    return Optional.empty();
  }
}
