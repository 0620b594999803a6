package org.sparksvi.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.model.NumericalException;

/** Writes the trace as a run goes on, and saves its state at intervals. */
public final class CheckpointListener implements Listener {
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
  private boolean owed; // a checkpoint
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
    boolean flush = trace.append(line);
    if (state.progress().best().round() == state.round()) {
      best = Optional.of(state.snapshot());
    }
    double now = clock.getAsDouble();
    owed |= everyRounds > 0 && state.round() % everyRounds == 0;
    owed |= now - lastSeconds >= everySeconds;
    if (outage.map(since -> now >= since.again()).orElse(flush || owed)) {
      try {
        attempt(state, now);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot keep round " + state.round(), e);
      }
    }
  }

  /** Writes what is due now; where the file system fails, at some later round, for a while. */
  private void attempt(State state, double now) throws IOException {
    try {
      if (owed) {
        save(state);
      } else {
        trace.flush();
        outage = Optional.empty();
      }
    } catch (IOException e) {
      double since = outage.map(Outage::since).orElse(now);
      if (now - since >= Retry.SECONDS) {
        throw e;
      }
      if (outage.isEmpty()) {
        messages.accept(
            "round %d cannot be kept: %s; trying again for %.0f seconds"
                .formatted(state.round(), e.getMessage(), Retry.SECONDS));
      }
      outage = Optional.of(new Outage(since, now + AGAIN_SECONDS));
    }
  }

  /** Saves the state at the end of a run; waits for a file system that fails, for a while. */
  public void saveLast(State state) throws IOException {
    Retry.run(() -> save(state));
  }

  /** Keeps the last good state, unless a number of it is what led to the failure. */
  @Override
  public void onFailure(State lastGood) {
    try {
      if (lastGood.problem().isEmpty() && lastGood.round() > 0) {
        save(lastGood);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep round " + lastGood.round(), e);
    }
  }

  /**
   * Saves a state now, after the lines of the trace up to it; before it the one with the best
   * held-out score, where that is another. Nothing outside of its domain is saved.
   */
  public void save(State state) throws IOException {
    Optional<String> bad = state.problem();
    if (bad.isPresent()) {
      throw new NumericalException(
          state.round(), "%s after round %d".formatted(bad.get(), state.round()));
    }
    trace.flush();
    if (best.isPresent() && best.get().round() < state.round()) {
      checkpoints.saveBest(best.get());
    }
    checkpoints.save(state);
    best = Optional.empty();
    owed = false;
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
}
