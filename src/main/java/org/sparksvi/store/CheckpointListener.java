package org.sparksvi.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.model.NumericalException;

/** Writes the trace as a run goes on, and saves its state every so often. */
public final class CheckpointListener implements Listener {
  /** How long the file system may fail before the run ends. */
  private static final double OUTAGE_SECONDS = 60;

  /** Between two attempts. */
  private static final double AGAIN_SECONDS = 1;

  private final TraceFile trace;
  private final Checkpoints checkpoints;
  private final long everyRounds;
  private final double everySeconds;
  private final DoubleSupplier clock;
  private final Consumer<String> messages;
  private double lastSeconds;
  private Optional<Outage> outage = Optional.empty();
  private Optional<State> best = Optional.empty(); // not saved yet

  /**
   * A listener that saves whenever one of two intervals is over.
   *
   * @param everyRounds 0 for no limit
   * @param everySeconds infinite for no limit
   * @param clock seconds from any origin
   * @param messages told of a file system that fails
   */
  public CheckpointListener(
      TraceFile trace,
      Checkpoints checkpoints,
      long everyRounds,
      double everySeconds,
      DoubleSupplier clock,
      Consumer<String> messages) {
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
    this.messages = messages;
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
      double now = clock.getAsDouble();
      boolean again = outage.isPresent() && now >= outage.get().again();
      if (again || (outage.isEmpty() && (roundsOver || now - lastSeconds >= everySeconds))) {
        attempt(state, now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep round " + state.round(), e);
    }
  }

  /** Saves a state now; where the file system fails, some later one, for a while. */
  private void attempt(State state, double now) throws IOException {
    trace.flush(); // which cannot be tried again: some of it may be there
    try {
      save(state);
    } catch (IOException e) {
      double since = outage.map(Outage::since).orElse(now);
      if (now - since >= OUTAGE_SECONDS) {
        throw e;
      }
      if (outage.isEmpty()) {
        messages.accept(
            "no checkpoint of round %d: %s; trying again for %.0f seconds"
                .formatted(state.round(), e.getMessage(), OUTAGE_SECONDS));
      }
      outage = Optional.of(new Outage(since, now + AGAIN_SECONDS));
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
    checkpoints.save(state);
    best = Optional.empty();
    outage = Optional.empty();
    lastSeconds = clock.getAsDouble();
  }

  /**
   * A file system that fails.
   *
   * @param since the first failure
   * @param again the next attempt
   */
  private record Outage(double since, double again) {}

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
