package org.sparksvi.rows;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.FailureOrigin;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

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

  /**
   * What of the sums of blocks is not finite, and the row that it comes from where one alone brings
   * it; empty where all are finite.
   */
  static <H extends Block> String problem(
      Supplier<LocalStep<H>> step, List<H> blocks, ExactTotal total, Layout of) {
    boolean finite =
        Arrays.stream(Term.values()).allMatch(term -> Double.isFinite(total.terms().get(term)));
    if (finite && total.fits()) {
      return "";
    }
    LocalStep<H> again = step.get();
    return blocks.stream()
        .flatMap(block -> FailureOrigin.in(block, again, of).stream())
        .findFirst()
        .map("the score must be finite, but its rows bring "::concat)
        .orElse("");
  }
}
