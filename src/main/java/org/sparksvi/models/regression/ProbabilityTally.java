package org.sparksvi.models.regression;

import java.util.stream.IntStream;
import org.sparksvi.bundle.Direction;
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
  private static final String FIELD = "probabilities";
  static final int BINS = 4096;

  /** Log odds beyond are in the first and the last bin. */
  private static final double LARGEST = 20;

  /** Ones, zeros and what was said, by bin: of each of some things that may be so. */
  static Layout layout(int things) {
    return Layout.of(
        IntStream.range(0, things).mapToObj(k -> Field.mixed(FIELD + k, 3, BINS)).toList());
  }

  /** Counts of one of them, 3 × bins. */
  static double[] counts(Direction sums, int thing) {
    return sums.values(FIELD + thing);
  }

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
    double[] counts = counts(into.statistics(), 0);
    for (int r = 0; r < block.rows(); r++) {
      double y = rows.response(r);
      double weight = block.sides().weights()[r];
      if (weight > 0 && !Double.isNaN(y)) {
        likelihood.predict(rows.mean(r), rows.variance(r), moments);
        count(counts, moments[0], weight, y);
      }
    }
  }

  /** Of a probability that was said, and what came. */
  static void count(double[] counts, double probability, double weight, double y) {
    int bin = bin(probability);
    counts[bin] += weight * y;
    counts[BINS + bin] += weight * (1 - y);
    counts[2 * BINS + bin] += weight * probability;
  }

  private static int bin(double probability) {
    double odds = StrictMath.log(probability / (1 - probability));
    double place = 0.5 * (odds / LARGEST + 1) * BINS;
    return (int) Math.max(0, Math.min(BINS - 1, place));
  }
}
