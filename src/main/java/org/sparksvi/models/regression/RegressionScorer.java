package org.sparksvi.models.regression;

import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/**
 * The log predictive density of responses, what expected ones miss them by, and whether they are
 * where the model says; rows without a response are not scored.
 */
final class RegressionScorer implements LocalStep<LabelledBlock> {
  private static final double[] SHARES = {1 - 2 * Predictive.TAIL, 0.9, 0.5};

  private final RowFit rows;
  private final Predictive predictive;
  private final double logScale;
  private final double[] moments = new double[2];

  RegressionScorer(RowFit rows, Predictive predictive) {
    this.rows = rows;
    Posterior posterior = rows.posterior();
    this.predictive = predictive;
    this.logScale = StrictMath.log(posterior.units().responseScale());
  }

  @Override
  public void accumulate(LabelledBlock block, Contribution into) {
    rows.fit(block);
    double scale = rows.posterior().units().responseScale();
    double sum = 0;
    double weight = 0;
    double errors = 0;
    double[] inside = new double[SHARES.length];
    for (int r = 0; r < block.rows(); r++) {
      double y = rows.response(r);
      double w = block.sides().weights()[r];
      if (w > 0 && !Double.isNaN(y)) {
        double mean = rows.mean(r);
        double variance = rows.variance(r);
        predictive.moments(mean, variance, moments);
        double error = scale * (y - moments[0]);
        double log = w * (predictive.log(y, mean, variance) - logScale);
        sum += log;
        weight += w;
        into.addScored(log, w);
        errors += w * error * error;
        double depth = predictive.depth(y, mean, variance);
        for (int i = 0; i < SHARES.length; i++) {
          inside[i] += depth >= 0.5 * (1 - SHARES[i]) ? w : 0;
        }
      }
    }
    into.add(Term.HELD_OUT_LOG_PROBABILITY, sum);
    into.add(Term.HELD_OUT_UNITS, weight);
    into.add(Term.HELD_OUT_SQUARED_ERROR, errors);
    into.add(Term.HELD_OUT_HITS, inside[0]);
    into.add(Term.HELD_OUT_HITS_90, inside[1]);
    into.add(Term.HELD_OUT_HITS_50, inside[2]);
  }
}
