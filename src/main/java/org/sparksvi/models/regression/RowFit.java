package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.function.Supplier;
import org.sparksvi.data.LabelledBlock;

/** The predictors of a block's rows at a posterior. Serves one task; its arrays are scratch. */
final class RowFit {
  private final Posterior posterior;
  private final Designs designs;
  private final int count; // of predictors
  private double[] products = {}; // x·m, without the offset; predictors × rows
  private double[] covariances = {}; // xᵀ Λ⁻¹ x; pairs of predictors × rows
  private final double[] variances; // of independent coefficients
  private Design design;
  private LabelledBlock block;

  /**
   * At a posterior.
   *
   * @param covariance Λ⁻¹, asked for by sparse rows
   */
  RowFit(Posterior posterior, Supplier<double[]> covariance) {
    this.posterior = posterior;
    this.variances = posterior.q().areIndependent() ? posterior.q().variances() : new double[0];
    this.count = posterior.likelihood().predictors();
    this.designs = new Designs(posterior.units(), posterior.settings().width(), covariance);
  }

  /** Reads a block. */
  void load(LabelledBlock read) {
    block = read;
    design = designs.of(read);
    design.load(read);
  }

  /** Reads a block and finds predictors and their covariances. */
  void fit(LabelledBlock read) {
    load(read);
    int pairs = count * (count + 1) / 2;
    if (covariances.length < pairs * read.rows()) {
      products = new double[count * read.rows()];
      covariances = new double[pairs * read.rows()];
    }
    for (int c = 0; c < count; c++) {
      int from = c * posterior.settings().width();
      design.predictors(posterior.q().means(), from, products, c * read.rows());
    }
    if (posterior.q().areIndependent()) {
      Arrays.fill(covariances, 0, pairs * read.rows(), 0);
      for (int c = 0; c < count; c++) {
        int from = c * posterior.settings().width();
        design.squares(variances, from, covariances, Design.packed(c, c) * read.rows());
      }
    } else {
      design.covariances(posterior.q(), covariances);
    }
  }

  /** Means and covariances of the row's predictors, the latter as a lower triangle by rows. */
  void read(int row, double[] means, double[] covariance) {
    for (int c = 0; c < count; c++) {
      means[c] = product(c, row) + offset(row);
    }
    for (int k = 0; k < covariance.length; k++) {
      covariance[k] = covariances[k * block.rows() + row];
    }
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

  /** x·m of a predictor, without the offset. */
  double product(int predictor, int row) {
    return products[predictor * block.rows() + row];
  }

  /** Mean of the only predictor, in the model's units. */
  double mean(int row) {
    return product(0, row) + offset(row);
  }

  /** Variance of the only predictor, over that of the noise. */
  double variance(int row) {
    return covariances[row];
  }
}
