package org.sparksvi.engine;

import java.util.Optional;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.model.Terms;

/** How one turn of the loop is made. */
public interface Step {

  /**
   * The state after one more round on some blocks.
   *
   * @param state overwritten
   */
  Outcome next(State state, int[] blocks);

  /**
   * Whether a state that this step led to is where it ends, if a step knows better than scores.
   *
   * @param blocks of the next round
   */
  default Optional<Verdict> judge(State state, int[] blocks) {
    return Optional.empty();
  }

  /**
   * What a step leaves.
   *
   * @param state after the step
   * @param seen the terms that the blocks contributed, unscaled, at the parameters before the step
   * @param rate of the first field that moves; NaN where none does
   */
  record Outcome(State state, Terms seen, double rate) {}
}
