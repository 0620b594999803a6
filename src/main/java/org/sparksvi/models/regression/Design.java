package org.sparksvi.models.regression;

import org.sparksvi.data.LabelledBlock;

/**
 * The rows x of a block in a model's units, with a 1 for the intercept behind the columns: the only
 * code that knows whether rows are dense or sparse. Serves one task; its arrays are scratch.
 */
interface Design {

  /** Reads a block, which the other methods are about. */
  void load(LabelledBlock block);

  /**
   * x·m of each row.
   *
   * @param means of one or more predictors, one behind the other
   * @param from where those of this one begin
   * @param out rows, from an offset on
   */
  void predictors(double[] means, int from, double[] out, int to);

  /**
   * xᵀ (Λ⁻¹)_cd x of each row, for pairs of predictors c ≥ d.
   *
   * @param out pairs × rows, pairs as in a lower triangle by rows
   */
  void covariances(Coefficients q, double[] out);

  /**
   * Σ v x² of each row, of one predictor.
   *
   * @param v by coefficient, from an offset on
   * @param out rows, from an offset on
   */
  void squares(double[] v, int from, double[] out, int to);

  /**
   * Adds Σ a x² over rows, as {@link #addProduct} adds products.
   *
   * @param a by row, from an offset on
   * @param into by coefficient, from an offset on
   */
  void addSquares(double[] a, int from, double[] into, int to);

  /**
   * L⁻¹ x of each row, of one predictor.
   *
   * @param out rows × coefficients
   */
  void whitened(Coefficients q, double[] out);

  /** The column of each row, in the model's units. */
  void column(int column, double[] out);

  /** Adds a multiple of one row, into an array from an offset on. */
  void addRow(int row, double factor, double[] into, int to);

  /**
   * Adds Σ pull x.
   *
   * @param from where the rows' numbers begin in {@code pull}
   * @param to where the predictor's coefficients begin
   */
  void addProduct(double[] pull, int from, double[] into, int to);

  /**
   * Adds Σ a x xᵀ to the block of two predictors c ≥ d.
   *
   * @param from where the rows' numbers begin in {@code a}
   * @param into lower triangle of all coefficients, by rows
   */
  void addGram(double[] a, int from, int c, int d, double[] into);

  /** Where an element of a lower triangle by rows is. */
  static int packed(int row, int column) {
    return (int) (row * (row + 1L) / 2) + column;
  }
}
