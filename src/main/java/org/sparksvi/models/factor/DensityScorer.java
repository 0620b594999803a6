package org.sparksvi.models.factor;

import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/** The log density of held-out rows' observed values; a row is the unit. */
final class DensityScorer implements LocalStep<DenseBlock> {
  private final FactorSteps shared;
  private final RowFits fits;

  DensityScorer(FactorSteps shared) {
    this.shared = shared;
    this.fits = shared.fits();
  }

  @Override
  public void accumulate(DenseBlock block, Contribution into) {
    shared.check(block);
    double sum = 0;
    for (MissingPattern pattern : MissingPattern.of(block)) {
      fits.fit(block, pattern, shared.posterior(pattern));
      for (int i = 0; i < pattern.rows().length; i++) {
        double density = fits.expectedLogLikelihood(i) - fits.divergence(i);
        double weight = block.weights()[pattern.rows()[i]];
        sum += weight * density;
        if (weight > 0) {
          into.addScored(weight * density, weight);
        }
      }
    }
    into.add(Term.HELD_OUT_LOG_PROBABILITY, sum);
    into.add(Term.HELD_OUT_UNITS, block.weight());
  }
}
