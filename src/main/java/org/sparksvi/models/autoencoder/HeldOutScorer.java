package org.sparksvi.models.autoencoder;

import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/** Scores of held-out rows; a row is the unit. */
final class HeldOutScorer<B extends Block> implements LocalStep<B> {
  /** A bound needs fewer samples of a row than its density. */
  private static final int REFINED_SAMPLES = 200;

  private final AutoencoderSteps<B> shared;
  private final ScoreSettings scores;
  private final BatchPosteriors<B> posteriors;
  private final RowDensities<B> densities;

  HeldOutScorer(AutoencoderSteps<B> shared, ScoreSettings scores) {
    this.shared = shared;
    this.scores = scores;
    this.posteriors = new BatchPosteriors<>(shared);
    this.densities = new RowDensities<>(shared);
  }

  @Override
  public void accumulate(B block, Contribution into) {
    int together = shared.settings().local().samples();
    shared.forEachBatch(block, false, together, workspace -> add(workspace, into));
    into.add(Term.HELD_OUT_UNITS, block.weight());
  }

  private void add(Workspace<B> workspace, Contribution into) {
    Batch<B> batch = workspace.batch();
    posteriors.find(workspace);
    densities.estimate(workspace, posteriors, scores.samples());
    into.add(Term.HELD_OUT_BOUND, sum(batch, densities.bounds()));
    double[] logs = scores.importance() ? densities.densities() : densities.bounds();
    into.add(Term.HELD_OUT_LOG_PROBABILITY, sum(batch, logs));
    for (int r = 0; r < batch.rows(); r++) {
      if (batch.weight(r) > 0) {
        into.addScored(batch.weight(r) * logs[r], batch.weight(r));
      }
    }
    if (scores.refined()) {
      posteriors.refine(workspace);
      int samples = Math.min(scores.samples(), REFINED_SAMPLES);
      densities.estimate(workspace, posteriors, samples);
      into.add(Term.HELD_OUT_REFINED_BOUND, sum(batch, densities.bounds()));
    }
  }

  private static double sum(Batch<?> batch, double[] byRow) {
    double sum = 0;
    for (int r = 0; r < batch.rows(); r++) {
      sum += batch.weight(r) * byRow[r];
    }
    return sum;
  }
}
