package org.sparksvi.model;

import java.util.Optional;
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

  /**
   * How the posterior is compared with the exact one, where it can be.
   *
   * @param draws of latent variables a row, or of the globals, where the comparison is by draws
   */
  default Optional<Evidence<H>> evidence(int draws) {
    return Optional.empty();
  }
}
