package org.sparksvi.models.regression;

import java.io.Serializable;

/**
 * What a likelihood l(f) = log p(y | f) tells of C predictors f ~ N(means, V): the site of a row.
 *
 * <p>The curvature of a site is the exact derivative of the expectation, or of the bound of it, as
 * it is computed.
 */
interface Sites extends Serializable {

  /**
   * Expectations of one row.
   *
   * @param covariance V, lower triangle by rows
   * @param out receives E l, its C slopes by the means, and A = −2 ∂E l / ∂V, lower triangle by
   *     rows
   */
  void expectAll(double y, double[] means, double[] covariance, double[] out);
}
