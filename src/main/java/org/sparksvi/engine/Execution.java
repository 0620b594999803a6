package org.sparksvi.engine;

import java.util.Optional;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;

/**
 * Where work is done and its results are added up.
 *
 * <p>Results are exact ({@link ExactTotal}), so every execution, with any number of tasks and in
 * any order, gives the same bits.
 */
public interface Execution extends AutoCloseable {

  /**
   * Does a work on some of its units and adds up the results, each once.
   *
   * @param units in any order; none of them twice
   */
  ExactTotal run(Work work, int[] units);

  /**
   * Adds up the contributions of blocks.
   *
   * @param pass which blocks, and what is computed of them
   * @param round parameters and randomness; read only
   * @param quanta the resolution of the sums
   * @param blocks ids of the blocks, in any order
   */
  default ExactTotal sum(Pass pass, Round round, Quanta quanta, int[] blocks) {
    return run(new BlockWork(pass, round, quanta), blocks);
  }

  /** Whom the last run waited for, where that is known. */
  default Optional<Waiting> waiting() {
    return Optional.empty();
  }

  /** What all runs took so far, where that is known. */
  default Optional<Spent> spent() {
    return Optional.empty();
  }

  @Override
  void close();
}
