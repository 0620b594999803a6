package org.sparksvi.rows;

import java.util.List;
import org.sparksvi.data.Block;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Quanta;
import org.sparksvi.model.Evidence;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Round;

/** Compares the posterior of a shard's rows with the exact one; executors share one. */
final class EvidenceScorer<H extends Block> implements BlockScorer {
  private static final long serialVersionUID = 1L;

  private final Evidence<H> evidence;
  private final Round round;
  private final Quanta quanta;
  private transient LocalSteps<H> steps;

  EvidenceScorer(Evidence<H> evidence, Round round, Quanta quanta) {
    this.evidence = evidence;
    this.round = round;
    this.quanta = quanta;
  }

  private synchronized LocalStep<H> step() {
    if (steps == null) {
      steps = evidence.steps(round);
    }
    return steps.create();
  }

  @Override
  @SuppressWarnings("unchecked") // held-out blocks of the model's kind of rows
  public ShardScore score(List<? extends Block> blocks) {
    ExactTotal total = new ExactTotal(evidence.layout(), quanta);
    String problem;
    try {
      BlockScorer.add(step(), (List<H>) blocks, total, evidence.layout());
      problem = BlockScorer.problem(this::step, (List<H>) blocks, total, evidence.layout());
    } catch (IllegalArgumentException e) { // rows that cannot be compared
      problem = e.getMessage();
    }
    return new ShardScore(total.packed(), blocks.size(), problem);
  }
}
