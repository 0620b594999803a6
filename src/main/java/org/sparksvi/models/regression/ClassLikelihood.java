package org.sparksvi.models.regression;

import java.util.List;
import java.util.Optional;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Column;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.RandomStream;

/** A likelihood of responses that are one of K classes, numbered from 0. */
public interface ClassLikelihood extends Likelihood {

  /** K. */
  int classes();

  /**
   * Probabilities of the classes over f ~ N(means, V).
   *
   * @param covariance V, lower triangle by rows
   * @param out receives K probabilities, whose sum is 1
   */
  void probabilities(double[] means, double[] covariance, double[] out);

  @Override
  default double draw(double[] f, double precision, RandomStream stream) {
    double left = stream.uniform();
    int last = classes() - 1;
    for (int k = 0; k < last; k++) {
      left -= StrictMath.exp(log(k, f));
      if (left < 0) {
        return k;
      }
    }
    return last;
  }

  @Override
  default String refused(double y) {
    return y >= 0 && y < classes() && y == Math.rint(y)
        ? ""
        : "the number of a class, from 0 to " + (classes() - 1);
  }

  @Override
  default List<Column> output() {
    return ClassTransform.columns(classes());
  }

  @Override
  default Transforms.RowTransform<LabelledBlock> transform(RowFit rows) {
    return new ClassTransform(new ClassFit(rows, this));
  }

  @Override
  default LocalStep<LabelledBlock> scorer(RowFit rows) {
    return new ClassScorer(new ClassFit(rows, this));
  }

  @Override
  default Optional<Layout> tallies() {
    return Optional.of(ProbabilityTally.layout(classes()));
  }

  @Override
  default LocalStep<LabelledBlock> evaluator(RowFit rows) {
    return new ClassTally(new ClassFit(rows, this), classes());
  }
}
