package org.sparksvi.models.regression;

import java.util.function.Supplier;
import org.sparksvi.data.LabelledBlock;

/** The predictors of a block's rows at a posterior. Serves one task; its arrays are scratch. */
final class RowFit {
  private final Posterior posterior;
  private final Designs designs;
  private double[] predictors = {}; // x·m, without the offset
  private double[] variances = {}; // xᵀ Λ⁻¹ x
  private Design design;
  private LabelledBlock block;

  /**
   * At a posterior.
   *
   * @param covariance Λ⁻¹, asked for by sparse rows
   */
  RowFit(Posterior posterior, Supplier<double[]> covariance) {
    this.posterior = posterior;
    this.designs = new Designs(posterior.units(), posterior.settings().coefficients(), covariance);
  }

  /** Reads a block. */
  void load(LabelledBlock read) {
    block = read;
    design = designs.of(read);
    design.load(read);
  }

  /** Reads a block and finds predictors and variances. */
  void fit(LabelledBlock read) {
    load(read);
    if (predictors.length < read.rows()) {
      predictors = new double[read.rows()];
      variances = new double[read.rows()];
    }
    design.predictors(posterior.q().means(), predictors);
    design.variances(posterior.q(), variances);
  }

  Posterior posterior() {
    return posterior;
  }

  Design design() {
    return design;
  }

  /** The row's response in the model's units. */
  double response(int row) {
    return posterior.response(block.sides().responses()[row]);
  }

  /** The row's offset in the model's units. */
  double offset(int row) {
    return block.sides().offsets()[row] / posterior.units().responseScale();
  }

  /** x·m, without the offset. */
  double product(int row) {
    return predictors[row];
  }

  /** Mean of the predictor, in the model's units. */
  double mean(int row) {
    return predictors[row] + offset(row);
  }

  /** Variance of the predictor, over that of the noise. */
  double variance(int row) {
    return variances[row];
  }
}
