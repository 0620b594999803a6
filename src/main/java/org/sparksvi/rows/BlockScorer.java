package org.sparksvi.rows;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;

/** Adds up something of the blocks of a shard; sent to executors. */
interface BlockScorer extends Serializable {
  ShardScore score(List<? extends Block> blocks);

  /** Adds what a step says of blocks, exactly. */
  static <H extends Block> void add(
      LocalStep<H> step, List<H> blocks, ExactTotal total, Layout of) {
    Contribution contribution = new Contribution(of);
    for (H block : blocks) {
      contribution.clear();
      step.accumulate(block, contribution);
      total.add(contribution);
    }
  }
}
