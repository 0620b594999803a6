package org.sparksvi.spark;

import java.io.Serializable;
import org.sparksvi.data.Block;
import org.sparksvi.engine.BlockSum;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;

/**
 * The value of a round's broadcast: its parameters, and on each executor what its tasks derive from
 * them together.
 */
final class RoundWork implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Pass pass;
  private final Round round;
  private final Quanta quanta;
  private transient LocalSteps<?> derived;

  RoundWork(Pass pass, Round round, Quanta quanta) {
    this.pass = pass;
    this.round = round;
    this.quanta = quanta;
  }

  /** One task's sum. */
  ExactTotal.Packed sum(Workload<?, ?> workload, int[] blocks) {
    return sum(workload, workload.part(pass), blocks).packed();
  }

  private <B extends Block> ExactTotal sum(
      Workload<?, ?> workload, Workload.Part<B> part, int[] blocks) {
    return BlockSum.over(workload.model().layout(), step(part), part.blocks(), quanta, blocks);
  }

  /** All tasks of an executor work on the same part, so what the first derived serves all. */
  @SuppressWarnings("unchecked")
  private synchronized <B extends Block> LocalStep<B> step(Workload.Part<B> part) {
    if (derived == null) {
      derived = part.steps(round);
    }
    return ((LocalSteps<B>) derived).create();
  }
}
