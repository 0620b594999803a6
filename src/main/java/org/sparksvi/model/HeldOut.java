package org.sparksvi.model;

import java.util.Optional;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;

/**
 * The face of a model that can score held-out rows.
 *
 * @param <H> blocks of held-out rows
 */
public interface HeldOut<H extends Block> {

  /**
   * Steps that add {@link Term#HELD_OUT_LOG_PROBABILITY} and {@link Term#HELD_OUT_UNITS}, with the
   * globals frozen at the round's parameters. Statistics that they may add are not looked at. Where
   * they also say what each row brings ({@link Contribution#addScored}), scores have standard
   * errors.
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

  /** Sums that {@link #evaluators} add up beside terms; empty where there are none. */
  default Optional<Layout> tallies() {
    return Optional.empty();
  }

  /** Steps that add what scorers add, and to fields of {@link #tallies} where there are some. */
  default LocalSteps<H> evaluators(Round round) {
    return scorers(round);
  }
}
