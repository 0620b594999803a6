package org.sparksvi.models.regression;

import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;

/**
 * Scores rows of classes, and counts them by the probability of each, as {@link ProbabilityTally}.
 */
final class ClassTally implements LocalStep<LabelledBlock> {
  private final ClassFit rows;
  private final int classes;
  private final LocalStep<LabelledBlock> scorer;

  ClassTally(ClassFit rows, int classes) {
    this.rows = rows;
    this.classes = classes;
    this.scorer = new ClassScorer(rows);
  }

  @Override
  public void accumulate(LabelledBlock block, Contribution into) {
    scorer.accumulate(block, into); // which fits the rows
    for (int r = 0; r < block.rows(); r++) {
      double y = rows.response(r);
      double weight = block.sides().weights()[r];
      if (weight > 0 && !Double.isNaN(y)) {
        double[] probabilities = rows.probabilities(r);
        for (int k = 0; k < classes; k++) {
          double[] counts = ProbabilityTally.counts(into.statistics(), k);
          ProbabilityTally.count(counts, probabilities[k], weight, y == k ? 1 : 0);
        }
      }
    }
  }
}
