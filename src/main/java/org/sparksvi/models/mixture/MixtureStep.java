package org.sparksvi.models.mixture;

import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/** The labels of a block's rows, and the sums that they give. One instance serves one task. */
final class MixtureStep<B extends Block> implements LocalStep<B> {
  private final Components.Worker<B> worker;
  private final Responsibilities responsibilities;
  private final int components;
  private final double[] logs; // components × chunk
  private final double[] weights; // chunk

  MixtureStep(Components.Worker<B> worker, double[] logWeights) {
    this.worker = worker;
    this.components = logWeights.length;
    this.responsibilities = new Responsibilities(logWeights, worker.chunk());
    this.logs = new double[components * worker.chunk()];
    this.weights = new double[worker.chunk()];
  }

  @Override
  public void accumulate(B block, Contribution into) {
    double[] counts = into.statistics().values(MixtureModel.COUNTS);
    double expectedLogLikelihood = 0;
    double bound = 0;
    double weight = 0;
    worker.open(block);
    for (int from = 0; from < block.rows(); from += worker.chunk()) {
      int rows = Math.min(worker.chunk(), block.rows() - from);
      worker.weights(from, rows, weights);
      worker.logDensities(from, rows, logs);
      responsibilities.fit(logs, rows, weights);
      worker.add(rows, logs);
      for (int k = 0; k < components; k++) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
          sum += logs[k * rows + r];
        }
        counts[k] += sum;
      }
      for (int r = 0; r < rows; r++) {
        weight += weights[r];
      }
      expectedLogLikelihood += responsibilities.expectedLogLikelihood();
      bound += responsibilities.bound();
    }
    worker.close(into);
    into.add(Term.ROWS, weight);
    into.add(Term.UNITS, block.units());
    into.add(Term.EXPECTED_LOG_LIKELIHOOD, expectedLogLikelihood);
    into.add(Term.LOCAL_KL, expectedLogLikelihood - bound);
    into.add(Term.LOCAL_ITERATIONS, block.rows());
  }
}
