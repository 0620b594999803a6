package org.sparksvi.engine;

import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;

/** One task's part of a round: the exact sum over some blocks. */
public final class BlockSum {
  private BlockSum() {}

  /**
   * Works through blocks in the order given; the result does not depend on that order.
   *
   * @param step the task's own
   * @param contribution scratch, overwritten
   * @param total receives the sum
   */
  static <B extends Block> void over(
      LocalStep<B> step, Blocks<B> blocks, Units ids, Contribution contribution, ExactTotal total) {
    for (int id = ids.next(); id != Units.NONE; id = ids.next()) {
      contribution.clear();
      step.accumulate(blocks.read(id), contribution);
      total.add(contribution);
    }
  }

  /** The same for the terms alone: statistics are not looked at. */
  static <B extends Block> void ofTermsOver(
      LocalStep<B> step, Blocks<B> blocks, Units ids, Contribution contribution, ExactTotal total) {
    for (int id = ids.next(); id != Units.NONE; id = ids.next()) {
      contribution.clearTerms();
      step.accumulate(blocks.read(id), contribution);
      total.addTerms(contribution);
    }
  }

  /** Deals blocks out to at most so many tasks, one after the other, like cards. */
  public static int[][] deal(int[] ids, int tasks) {
    int[][] shares = new int[Math.min(tasks, ids.length)][];
    for (int t = 0; t < shares.length; t++) {
      shares[t] = new int[(ids.length - t + shares.length - 1) / shares.length];
      for (int i = 0; i < shares[t].length; i++) {
        shares[t][i] = ids[t + i * shares.length];
      }
    }
    return shares;
  }
}
