package org.sparksvi.engine;

import org.sparksvi.model.Terms;

/** How one turn of the loop is made. */
@FunctionalInterface
public interface Step {

  /**
   * The state after one more round on some blocks.
   *
   * @param state overwritten
   */
  Outcome next(State state, int[] blocks);

  /**
   * What a step leaves.
   *
   * @param state after the step
   * @param seen the terms that the blocks contributed, unscaled, at the parameters before the step
   * @param rate of the first field that moves; NaN where none does
   */
  record Outcome(State state, Terms seen, double rate) {}
}
