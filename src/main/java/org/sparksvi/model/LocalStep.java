package org.sparksvi.model;

import org.sparksvi.data.Block;

/** One task's work on blocks. One instance serves one thread. */
@FunctionalInterface
public interface LocalStep<B extends Block> {

  /**
   * Adds what a block contributes; the result depends on the block and the round alone, not on the
   * blocks before it.
   */
  void accumulate(B block, Contribution into);
}
