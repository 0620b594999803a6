package org.sparksvi.models.autoencoder;

import org.sparksvi.data.Block;
import org.sparksvi.diagnose.ParetoSmoothed;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.RowGaps;

/**
 * The gap of each row's q(z | x): log p(x) by importance weights, their tail smoothed, and the
 * bound of q. Where an encoder gives q, draws of q after local steps are weighed as well, those
 * whose weights vary less give the estimate, and the second bound tells what encoding costs.
 */
final class LatentGaps<B extends Block> implements LocalStep<B> {
  private final AutoencoderSteps<B> shared;
  private final int draws;
  private final BatchPosteriors<B> posteriors;
  private final RowDensities<B> encoded;
  private final RowDensities<B> densities;

  LatentGaps(AutoencoderSteps<B> shared, int draws) {
    this.shared = shared;
    this.draws = draws;
    this.posteriors = new BatchPosteriors<>(shared);
    this.encoded = new RowDensities<>(shared, true);
    this.densities = new RowDensities<>(shared, true);
  }

  @Override
  public void accumulate(B block, Contribution into) {
    int together = shared.settings().local().samples();
    shared.forEachBatch(block, false, together, workspace -> add(workspace, into));
  }

  private void add(Workspace<B> workspace, Contribution into) {
    Batch<B> batch = workspace.batch();
    posteriors.find(workspace);
    boolean encodes = shared.settings().hasEncoder();
    if (encodes) {
      encoded.estimate(workspace, posteriors, draws);
      posteriors.refine(workspace);
    }
    densities.estimate(workspace, posteriors, draws);
    double[] bounds = encodes ? encoded.bounds() : densities.bounds();
    for (int r = 0; r < batch.rows(); r++) {
      ParetoSmoothed weights = ParetoSmoothed.of(densities.logWeights(r));
      if (encodes) {
        ParetoSmoothed first = ParetoSmoothed.of(encoded.logWeights(r));
        weights = first.standardError() < weights.standardError() ? first : weights;
      }
      RowGaps.add(
          into,
          batch.weight(r),
          bounds[r],
          weights.logMean() + batch.constant(r),
          weights.standardError(),
          weights.reliable());
      if (encodes) {
        RowGaps.addRefined(into, batch.weight(r), densities.bounds()[r]);
      }
    }
  }
}
