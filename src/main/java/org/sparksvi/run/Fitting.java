package org.sparksvi.run;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.sparksvi.engine.Ended;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.UserCodeException;
import org.sparksvi.numeric.NotPositiveDefiniteException;
import org.sparksvi.spark.input.InputException;

/**
 * Fits a model to blocks, from the latest state that was kept on; after numbers that nothing can go
 * on from, again from an earlier state with steps of half the size. It needs no run directory.
 *
 * @param inference the loop over a workload
 * @param keeper of states and trace; without one a retry begins anew
 * @param retries how often steps may be halved
 * @param followers told of the rounds after a state
 * @param input names the rows in messages
 * @param note told what people should know
 * @param clock seconds from any origin; used for the trace and the time limit only
 */
public record Fitting(
    Inference inference,
    Optional<Keeper> keeper,
    int retries,
    Function<State, Follower> followers,
    String input,
    Consumer<String> note,
    DoubleSupplier clock) {

  /**
   * Runs until there is a verdict.
   *
   * @throws NumericalException where no retry is left
   * @throws InputException where the model cannot begin on these rows
   */
  public Ended fit() throws IOException {
    State state = (keeper.isPresent() ? keeper.get().latest(note) : none()).orElseGet(this::start);
    Recovery recovery = new Recovery(keeper.map(Keeper::checkpoints), retries);
    while (true) {
      LastRound last = new LastRound(state.round());
      try {
        return from(state, last);
      } catch (NumericalException | NotPositiveDefiniteException e) {
        state = recovery.before(last.round, state.halvings(), e, this::start);
        note.accept(
            "%s; going back to round %d, and on by steps of %s the size (retry %d of %d)"
                .formatted(
                    e.getMessage(),
                    state.round(),
                    StrictMath.scalb(1.0, -state.halvings()),
                    state.halvings(),
                    retries));
      }
    }
  }

  private static Optional<State> none() {
    return Optional.empty();
  }

  /** Models judge rows by more than can be seen while these are read. */
  private State start() {
    try {
      return inference.start();
    } catch (UserCodeException e) {
      throw e; // the rows are not to blame
    } catch (IllegalArgumentException e) {
      throw new InputException(input, e.getMessage(), e);
    }
  }

  private Ended from(State state, Listener last) throws IOException {
    try (Follower follower = followers.apply(state)) {
      Function<Listener, Ended> loop =
          keeping -> inference.follow(state, last.and(keeping).and(follower.listener()), clock);
      return keeper.isPresent()
          ? keeper.get().keep(state.round(), loop, note, clock)
          : loop.apply(Listener.NONE);
    }
  }

  /** Remembers which round was the last that was done. */
  private static final class LastRound implements Listener {
    private long round;

    LastRound(long before) {
      this.round = before;
    }

    @Override
    public void onRound(TraceLine line, State state) {
      round = state.round();
    }
  }
}
