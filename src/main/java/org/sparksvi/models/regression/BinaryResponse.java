package org.sparksvi.models.regression;

import java.util.Optional;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.LocalStep;

/** A likelihood of responses that are 0 or 1, or shares of successes in trials. */
interface BinaryResponse extends ScalarLikelihood {
  /** How files of libsvm write 0. */
  double NO = -1;

  @Override
  default double cumulative(double y, double f) {
    return y < 0 ? 0 : y < 1 ? mean(-f) : 1;
  }

  @Override
  default Predictive predictive(Noise noise) {
    return new BinaryPredictive(this);
  }

  @Override
  default Optional<Layout> tallies() {
    return Optional.of(ProbabilityTally.layout(1));
  }

  @Override
  default LocalStep<LabelledBlock> evaluator(RowFit rows) {
    return new ProbabilityTally(rows, this);
  }

  @Override
  default double coded(double y) {
    return y == NO ? 0 : y;
  }

  @Override
  default String refused(double y) {
    return (y >= 0 && y <= 1) || y == NO
        ? ""
        : "0 or 1 (or -1 and 1), or a share of trials between 0 and 1, whose number is the row's weight";
  }
}
