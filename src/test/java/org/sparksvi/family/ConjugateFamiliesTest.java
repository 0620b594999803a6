package org.sparksvi.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.numeric.SpecialFunctions;

/** Numbers by mpmath 1.3.0 with 40 digits; divergences by its quadrature of the densities. */
class ConjugateFamiliesTest {
  /** Of doubles whose parts are a few times larger than the result. */
  private static final double RELATIVE = 1e-13;

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 0.572364942924700087, -1.96351002602142348",
    "2, 0.75, 2.06366841905407292, -5.31331441316273758",
    "3, 1.25, 3.11012646848165993, -5.54076794653900299",
    "16, 9.5, 147.17599483569806, 24.6667638313621786",
    "64, 1000.25, 372246.504037118807, 441.061240440346464"
  })
  void multivariateGammas(int d, double x, double log, double derivative) {
    assertEquals(log, SpecialFunctions.multivariateLogGamma(d, x), RELATIVE * 10 * Math.abs(log));
    assertEquals(
        derivative,
        SpecialFunctions.multivariateDigamma(d, x),
        RELATIVE * 10 * Math.abs(derivative));
  }

  @ParameterizedTest
  @CsvSource({"2.5, 1.5, 1, 3, 1.529246547722271", "4, 7, 2, 2, 0.3555313114981932"})
  void divergencesOfBetas(double a, double b, double c, double d, double kl) {
    assertEquals(kl, Beta.kl(a, b, c, d), 1e-12);
    assertEquals(
        kl, Dirichlet.kl(new double[] {a, b}, new double[] {c, d}), 1e-12, "as a Dirichlet");
    assertEquals(0, Beta.kl(a, b, a, b), 1e-14);
  }

  @ParameterizedTest
  @CsvSource({"2.5, 1.5, 1, 3, 2.576904909935", "4, 7, 2, 2, 0.3688589474834248"})
  void divergencesOfGammas(double shape, double rate, double shape0, double rate0, double kl) {
    assertEquals(kl, Gamma.kl(shape, rate, shape0, rate0), 1e-11);
    // Wishart(w, ν) over one column is Gamma(ν / 2, w⁻¹ / 2)
    double wishart =
        Wishart.kl(1, 2 * shape, Math.log(2 * rate), 2 * shape0, Math.log(2 * rate0), rate0 / rate);
    assertEquals(kl, wishart, 1e-11, "as a Wishart");
    assertEquals(
        Gamma.meanLog(shape, rate),
        Wishart.meanLogDeterminant(1, 2 * shape, Math.log(2 * rate)),
        1e-13);
  }

  /** E[log |Λ|] is the derivative of −log B by ν / 2, with the scale's part taken off. */
  @Test
  void theMeanLogDeterminantIsADerivative() {
    double h = 1e-5;
    for (int d : new int[] {1, 3, 8}) {
      double nu = d + 2.5;
      double derivative =
          -(Wishart.logB(d, nu + h, 0.7) - Wishart.logB(d, nu - h, 0.7)) / (2 * h) * 2;

      assertEquals(Wishart.meanLogDeterminant(d, nu, 0.7), derivative, 1e-7);
    }
  }

  @Test
  void theDivergenceOfMeansIsThatOfNormals() {
    // one column, Λ known: KL(N(m, 1/(bλ)) || N(0, 1/(b₀λ))) with λ = 2, m = 1.5
    double b = 3;
    double b0 = 0.5;
    double lambda = 2;
    double v = 1 / (b * lambda);
    double v0 = 1 / (b0 * lambda);
    double kl = 0.5 * (Math.log(v0 / v) - 1 + v / v0 + 1.5 * 1.5 / v0);

    assertEquals(kl, Wishart.klOfMean(1, b, b0, lambda * 1.5 * 1.5), 1e-14);
  }
}
