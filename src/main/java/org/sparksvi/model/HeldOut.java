package org.sparksvi.model;

import org.sparksvi.data.Block;

/**
 * The face of a model that can score held-out rows.
 *
 * @param <H> blocks of held-out rows
 */
public interface HeldOut<H extends Block> {

  /**
   * Steps that add {@link Term#HELD_OUT_LOG_PROBABILITY} and {@link Term#HELD_OUT_UNITS}, with the
   * globals frozen at the round's parameters. Statistics that they may add are not looked at.
   */
  LocalSteps<H> scorers(Round round);
}
