package org.sparksvi.run;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.sparksvi.bundle.Layout;
import org.sparksvi.config.RunSettings;
import org.sparksvi.engine.Ended;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.format.FormatException;
import org.sparksvi.store.CheckpointListener;
import org.sparksvi.store.Checkpoints;
import org.sparksvi.store.Retry;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.TraceFile;

/** Keeps the states and the trace of a fitting in its run directory. */
public final class Keeper {
  private final RunDirectory run;
  private final RunSettings settings;
  private final Layout layout;
  private final Listener watch;
  private final Checkpoints checkpoints;

  /**
   * Keeps what settings say.
   *
   * @param identity what names the run: states of another are refused
   * @param layout of the parameters
   * @param watch told of every round before it is kept
   */
  Keeper(
      RunDirectory run,
      RunSettings settings,
      Map<String, String> identity,
      Layout layout,
      Listener watch) {
    this.run = run;
    this.settings = settings;
    this.layout = layout;
    this.watch = watch;
    this.checkpoints =
        new Checkpoints(run.fileSystem(), run.checkpoints(), settings.checkpoints(), identity);
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  /** The latest state that is whole. */
  Optional<State> latest(Consumer<String> note) throws IOException {
    Optional<State> state = checkpoints.latest(this::ours, note);
    state.ifPresent(s -> note.accept("going on after round " + s.round()));
    return state;
  }

  /**
   * The state after a round.
   *
   * @throws org.sparksvi.format.FormatException where it is not there or not whole
   */
  State state(long round) throws IOException {
    return ours(checkpoints.read(round));
  }

  private State ours(Checkpoints.Checkpoint found) {
    if (!found.identity().equals(checkpoints.identity())
        || !found.state().parameters().layout().equals(layout)) {
      throw new RunDirectoryException(
          "%s holds checkpoints of another run; --resume never begins anew"
              .formatted(run.checkpoints()));
    }
    if (found.state().quanta().exponents().length != layout.quanta()) {
      throw new RunDirectoryException(
          "%s holds checkpoints of an earlier version, whose sums have another resolution; train anew"
              .formatted(run.checkpoints()));
    }
    State state = found.state().over(layout);
    state
        .problem()
        .ifPresent(
            problem -> {
              throw new FormatException(checkpoints.path(state.round()).toString(), problem);
            });
    return state;
  }

  /**
   * Keeps the rounds after one, and the last state.
   *
   * @param loop what tells a listener of these rounds
   */
  Ended keep(
      long round, Function<Listener, Ended> loop, Consumer<String> note, DoubleSupplier clock)
      throws IOException {
    try (TraceFile trace = TraceFile.open(run.fileSystem(), run.trace(), round)) {
      double seconds = settings.checkpointSeconds();
      CheckpointListener kept =
          new CheckpointListener(
              trace,
              checkpoints,
              settings.checkpointRounds(),
              seconds > 0 ? seconds : Double.POSITIVE_INFINITY,
              clock,
              note);
      Ended fit = loop.apply(watch.and(kept));
      if (fit.state().round() > round) {
        kept.saveLast(fit.state());
      } else if (round > 0) { // whoever saved the last one may have been killed right after
        Retry.run(() -> checkpoints.removeOthers(round));
      }
      return fit;
    }
  }
}
