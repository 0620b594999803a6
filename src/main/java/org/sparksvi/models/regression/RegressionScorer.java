package org.sparksvi.models.regression;

import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/** The log predictive density of responses; rows without one are not scored. */
final class RegressionScorer implements LocalStep<LabelledBlock> {
  private final RowFit rows;
  private final Predictive predictive;
  private final double logScale;

  RegressionScorer(RowFit rows) {
    this.rows = rows;
    Posterior posterior = rows.posterior();
    this.predictive = posterior.likelihood().predictive(posterior.q().noise());
    this.logScale = StrictMath.log(posterior.units().responseScale());
  }

  @Override
  public void accumulate(LabelledBlock block, Contribution into) {
    rows.fit(block);
    double sum = 0;
    double weight = 0;
    for (int r = 0; r < block.rows(); r++) {
      double y = rows.response(r);
      double w = block.sides().weights()[r];
      if (w > 0 && !Double.isNaN(y)) {
        sum += w * (predictive.log(y, rows.mean(r), rows.variance(r)) - logScale);
        weight += w;
      }
    }
    into.add(Term.HELD_OUT_LOG_PROBABILITY, sum);
    into.add(Term.HELD_OUT_UNITS, weight);
  }
}
