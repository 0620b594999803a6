package org.sparksvi.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sparksvi.engine.State;
import org.sparksvi.format.FormatException;
import org.sparksvi.model.NumericalException;
import org.sparksvi.store.Checkpoints;

/**
 * What becomes of a run that met numbers which nothing can go on from.
 *
 * @param checkpoints of the run, where it keeps any
 * @param retries how often its steps may be halved
 */
record Recovery(Optional<Checkpoints> checkpoints, int retries) {

  /**
   * A state to go on from, before the one whose next round failed: that one would fail again.
   *
   * @param lastGood the round after which it stood
   * @param halvings of the steps so far
   * @param failure thrown again, with the place of the last good state, where no retry is left
   * @param start the state before the first round
   */
  State before(long lastGood, int halvings, RuntimeException failure, Supplier<State> start)
      throws IOException {
    if (halvings >= retries) {
      throw new NumericalException(lastGood + 1, failure.getMessage() + "; " + kept(), failure);
    }
    for (long round : rounds()) {
      Optional<State> state = round < lastGood ? readable(round) : Optional.empty();
      if (state.isPresent()) {
        return state.get().withHalvings(halvings + 1);
      }
    }
    return start.get().withHalvings(halvings + 1);
  }

  private List<Long> rounds() throws IOException {
    return checkpoints.isPresent() ? checkpoints.get().rounds() : List.of();
  }

  private Optional<State> readable(long round) throws IOException {
    try {
      return Optional.of(checkpoints.orElseThrow().read(round).state());
    } catch (FormatException e) {
      return Optional.empty();
    }
  }

  /** Where the last good state is. */
  private String kept() throws IOException {
    for (long round : rounds()) {
      if (readable(round).isPresent()) {
        return "the last good state, that after round %d, is %s"
            .formatted(round, checkpoints.orElseThrow().path(round));
      }
    }
    return "no state before it was kept";
  }
}
