package org.sparksvi.models.mixture;

import java.util.Arrays;
import org.sparksvi.data.Block;

/** The posterior of the labels of a block's rows, a chunk at a time. Serves one task. */
final class LabelPosterior<B extends Block> {
  private final Components.Worker<B> worker;
  private final Responsibilities responsibilities;
  private final double[] logs; // components × chunk
  private final double[] weights; // chunk
  private final double[] ones; // chunk

  LabelPosterior(Components.Worker<B> worker, double[] logWeights) {
    this.worker = worker;
    this.responsibilities = new Responsibilities(logWeights, worker.chunk());
    this.logs = new double[logWeights.length * worker.chunk()];
    this.weights = new double[worker.chunk()];
    this.ones = new double[worker.chunk()];
    Arrays.fill(ones, 1);
  }

  void visit(B block, Visitor visitor) {
    worker.open(block);
    for (int from = 0; from < block.rows(); from += worker.chunk()) {
      int rows = Math.min(worker.chunk(), block.rows() - from);
      worker.logDensities(from, rows, logs);
      responsibilities.fit(logs, rows, ones);
      worker.weights(from, rows, weights);
      visitor.visit(from, rows, logs, responsibilities.norms(), weights);
    }
  }

  /** Sees a chunk. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Reads; keeps nothing.
     *
     * @param from first row of the block
     * @param shares responsibilities, components × rows
     * @param norms log densities, by row
     * @param weights by row
     */
    void visit(int from, int rows, double[] shares, double[] norms, double[] weights);
  }
}
