package org.sparksvi.job;

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
 * @param checkpoints of the run
 * @param retries how often its steps may be halved
 */
record Recovery(Checkpoints checkpoints, int retries) {

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
    List<Long> earlier = checkpoints.rounds().stream().filter(round -> round < lastGood).toList();
    for (long round : earlier) {
      Optional<State> state = readable(round);
      if (state.isPresent()) {
        return state.get().withHalvings(halvings + 1);
      }
    }
    return start.get().withHalvings(halvings + 1);
  }

  private Optional<State> readable(long round) throws IOException {
    try {
      return Optional.of(checkpoints.read(round).state());
    } catch (FormatException e) {
      return Optional.empty();
    }
  }

  /** Where the last good state is. */
  private String kept() throws IOException {
    for (long round : checkpoints.rounds()) {
      if (readable(round).isPresent()) {
        return "the last good state, that after round %d, is %s"
            .formatted(round, checkpoints.path(round));
      }
    }
    return "no state before it was kept";
  }
}
