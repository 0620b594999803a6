package org.sparksvi.models.regression;

import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/**
 * The log probability of classes, the Brier score (1950) Σ_k (1[y = k] − p_k)², and whether the
 * likeliest class is right; rows without a response are not scored.
 */
final class ClassScorer implements LocalStep<LabelledBlock> {
  private final ClassFit rows;

  ClassScorer(ClassFit rows) {
    this.rows = rows;
  }

  @Override
  public void accumulate(LabelledBlock block, Contribution into) {
    rows.fit(block);
    double sum = 0;
    double weight = 0;
    double errors = 0;
    double hits = 0;
    for (int r = 0; r < block.rows(); r++) {
      double y = rows.response(r);
      double w = block.sides().weights()[r];
      if (w > 0 && !Double.isNaN(y)) {
        double[] probabilities = rows.probabilities(r);
        double error = 1 - 2 * probabilities[(int) y];
        for (double probability : probabilities) {
          error += probability * probability;
        }
        double log = w * StrictMath.log(probabilities[(int) y]);
        sum += log;
        weight += w;
        into.addScored(log, w);
        errors += w * error;
        hits += rows.likeliest() == y ? w : 0;
      }
    }
    into.add(Term.HELD_OUT_LOG_PROBABILITY, sum);
    into.add(Term.HELD_OUT_UNITS, weight);
    into.add(Term.HELD_OUT_SQUARED_ERROR, errors);
    into.add(Term.HELD_OUT_HITS, hits);
  }
}
