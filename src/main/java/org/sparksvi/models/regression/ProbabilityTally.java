package org.sparksvi.models.regression;

import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;

/**
 * Scores rows of 0 and 1, and counts them by the probability of 1 that is said of them: weights of
 * those that are 1, weights of those that are 0, and sums of what was said, by narrow bins of the
 * log odds. {@link BinaryCalibration} reads them.
 */
final class ProbabilityTally implements LocalStep<LabelledBlock> {
  static final String FIELD = "probabilities";
  static final int BINS = 4096;

  /** Log odds beyond are in the first and the last bin. */
  private static final double LARGEST = 20;

  /** Ones, zeros and what was said, by bin. */
  static final Layout LAYOUT = Layout.of(Field.mixed(FIELD, 3, BINS));

  private final RowFit rows;
  private final BinaryResponse likelihood;
  private final LocalStep<LabelledBlock> scorer;
  private final double[] moments = new double[2];

  ProbabilityTally(RowFit rows, BinaryResponse likelihood) {
    this.rows = rows;
    this.likelihood = likelihood;
    this.scorer = likelihood.scorer(rows);
  }

  @Override
  public void accumulate(LabelledBlock block, Contribution into) {
    scorer.accumulate(block, into); // which fits the rows
    double[] counts = into.statistics().values(FIELD);
    for (int r = 0; r < block.rows(); r++) {
      double y = rows.response(r);
      double weight = block.sides().weights()[r];
      if (weight > 0 && !Double.isNaN(y)) {
        likelihood.predict(rows.mean(r), rows.variance(r), moments);
        int bin = bin(moments[0]);
        counts[bin] += weight * y;
        counts[BINS + bin] += weight * (1 - y);
        counts[2 * BINS + bin] += weight * moments[0];
      }
    }
  }

  private static int bin(double probability) {
    double odds = StrictMath.log(probability / (1 - probability));
    double place = 0.5 * (odds / LARGEST + 1) * BINS;
    return (int) Math.max(0, Math.min(BINS - 1, place));
  }
}
