package org.sparksvi.models.regression;

import org.sparksvi.data.LabelledBlock;
import org.sparksvi.numeric.Largest;

/** Probabilities of classes of a block's rows. Serves one task; its arrays are scratch. */
final class ClassFit {
  private final RowFit rows;
  private final ClassLikelihood likelihood;
  private final double[] means;
  private final double[] covariance; // lower triangle by rows
  private final double[] probabilities;

  /** By a likelihood with the dispersions that were estimated. */
  ClassFit(RowFit rows, ClassLikelihood likelihood) {
    this.rows = rows;
    this.likelihood = likelihood;
    int predictors = likelihood.predictors();
    this.means = new double[predictors];
    this.covariance = new double[predictors * (predictors + 1) / 2];
    this.probabilities = new double[likelihood.classes()];
  }

  int classes() {
    return probabilities.length;
  }

  void fit(LabelledBlock block) {
    rows.fit(block);
  }

  /** The row's class; NaN where it is not known. */
  double response(int row) {
    return rows.response(row);
  }

  /** Finds the probabilities of a row's classes; live. */
  double[] probabilities(int row) {
    rows.read(row, means, covariance);
    likelihood.probabilities(means, covariance, probabilities);
    return probabilities;
  }

  /** The likeliest class. */
  int likeliest() {
    return Largest.of(probabilities.length, 1, k -> probabilities[k])[0];
  }
}
