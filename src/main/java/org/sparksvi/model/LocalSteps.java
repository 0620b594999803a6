package org.sparksvi.model;

import org.sparksvi.data.Block;

/**
 * What is derived from one round's parameters, shared by the tasks of an executor.
 *
 * <p>Safe for use by many threads.
 */
public interface LocalSteps<B extends Block> {

  /** A step for one task, with scratch of its own. */
  LocalStep<B> create();
}
