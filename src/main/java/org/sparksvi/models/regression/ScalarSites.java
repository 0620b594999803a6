package org.sparksvi.models.regression;

/**
 * The site of a row with one predictor f ~ N(mean, variance):
 *
 * <pre>
 *   a = −2 ∂E l(f) / ∂variance = −E[l′(f) z] / s       f = mean + s z
 * </pre>
 *
 * <p>which is not negative where l is concave, however coarse the quadrature is (Chebyshev's sum
 * inequality); −E l″ is the same number (Price, 1958), but not by quadrature.
 */
@FunctionalInterface
interface ScalarSites extends Sites {

  /**
   * Expectations of one row.
   *
   * @param out receives E l, E l′ and a
   */
  void expect(double y, double mean, double variance, double[] out);

  @Override
  default void expectAll(double y, double[] means, double[] covariance, double[] out) {
    expect(y, means[0], covariance[0], out);
  }
}
