package org.sparksvi.models.regression;

import org.sparksvi.data.LabelledBlock;

/**
 * The rows x of a block in a model's units, with a 1 for the intercept behind the columns: the only
 * code that knows whether rows are dense or sparse. Serves one task; its arrays are scratch.
 */
interface Design {

  /** Reads a block, which the other methods are about. */
  void load(LabelledBlock block);

  /** x·m of each row. */
  void predictors(double[] means, double[] out);

  /** xᵀ Λ⁻¹ x of each row. */
  void variances(Coefficients q, double[] out);

  /** Adds Σ pull x. */
  void addProduct(double[] pull, double[] into);

  /**
   * Adds Σ a x xᵀ.
   *
   * @param into lower triangle by rows
   */
  void addGram(double[] a, double[] into);
}
