package org.sparksvi.engine;

import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;

/**
 * Where contributions are computed and added up.
 *
 * <p>Sums are exact ({@link ExactTotal}), so every execution, with any number of tasks and in any
 * order, gives the same bits.
 */
public interface Execution extends AutoCloseable {

  /**
   * Adds up the contributions of blocks.
   *
   * @param pass which blocks, and what is computed of them
   * @param round parameters and randomness; read only
   * @param quanta the resolution of the sums
   * @param blocks ids of the blocks, in any order
   */
  ExactTotal sum(Pass pass, Round round, Quanta quanta, int[] blocks);

  @Override
  void close();
}
