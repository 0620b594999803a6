package org.sparksvi.models.regression;

import java.io.Serializable;

/**
 * What a likelihood l(f) = log p(y | f) tells of f ~ N(mean, variance): the site of a row.
 *
 * <p>The curvature of a site is the exact derivative of the expectation as it is computed,
 *
 * <pre>
 *   a = −2 ∂E l(f) / ∂variance = −E[l′(f) z] / s       f = mean + s z
 * </pre>
 *
 * <p>which is not negative where l is concave, however coarse the quadrature is (Chebyshev's sum
 * inequality); −E l″ is the same number (Price, 1958), but not by quadrature.
 */
@FunctionalInterface
interface Sites extends Serializable {

  /**
   * Expectations of one row.
   *
   * @param out receives E l, E l′ and a
   */
  void expect(double y, double mean, double variance, double[] out);
}
