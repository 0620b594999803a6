package org.sparksvi.numeric;

import org.apache.commons.math3.special.Gamma;

/**
 * Special functions of a positive argument, in double precision.
 *
 * <p>They give the same bits on every machine: logarithm and exponential are {@link StrictMath}'s.
 * A NaN argument gives NaN; an argument outside the domain is an error.
 *
 * <p>The error of each function but {@link #inverseDigamma} is within a few units of
 * 10<sup>-15</sup> times the larger of 1 and its value.
 */
public final class SpecialFunctions {
  private static final double LOG_PI = 1.1447298858494002; // log π

  /** Where the asymptotic series below reach double precision. */
  private static final double ASYMPTOTIC = 10;

  /** Beyond this, one over the argument squared no longer counts. */
  private static final double HUGE = 1e9;

  private static final double EULER = 0.5772156649015329;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private SpecialFunctions() {}

  /**
   * Derivative of log Γ, infinitely negative below 10<sup>-308</sup>.
   *
   * <pre>
   *   ψ(x) = ψ(x + 1) − 1/x
   *   ψ(x) ~ log x − 1/(2x) − Σ_k B_2k / (2k x^2k)
   * </pre>
   */
  public static double digamma(double x) {
    requirePositive("digamma", x);
    if (x == Double.POSITIVE_INFINITY) {
      return x;
    }
    double reciprocals = 0;
    double shifted = x;
    if (x < ASYMPTOTIC) {
      for (shifted = x + 1; shifted < ASYMPTOTIC; shifted++) {
        reciprocals += 1 / shifted;
      }
      // the first and largest last: it alone may round the sum
      reciprocals += 1 / x;
    }
    return StrictMath.log(shifted) - digammaTail(shifted) - reciprocals;
  }

  private static double digammaTail(double x) {
    if (x > HUGE) {
      return 0.5 / x;
    }
    double r = 1 / (x * x);
    double series =
        r
            * (1.0 / 12
                - r
                    * (1.0 / 120
                        - r
                            * (1.0 / 252
                                - r
                                    * (1.0 / 240
                                        - r
                                            * (1.0 / 132
                                                - r * (691.0 / 32760 - r * (1.0 / 12)))))));
    return 0.5 / x + series;
  }

  /**
   * Derivative of {@link #digamma}, infinite below 10<sup>-154</sup>.
   *
   * <pre>
   *   ψ'(x) = ψ'(x + 1) + 1/x²
   *   ψ'(x) ~ 1/x + 1/(2x²) + Σ_k B_2k / x^(2k+1)
   * </pre>
   */
  public static double trigamma(double x) {
    requirePositive("trigamma", x);
    double squares = 0;
    double shifted = x;
    if (x < ASYMPTOTIC) {
      for (shifted = x + 1; shifted < ASYMPTOTIC; shifted++) {
        squares += 1 / (shifted * shifted);
      }
      squares += 1 / x / x;
    }
    return trigammaSeries(shifted) + squares;
  }

  private static double trigammaSeries(double x) {
    double inverse = 1 / x;
    if (x > HUGE) {
      return inverse + 0.5 * inverse * inverse;
    }
    double r = inverse * inverse;
    double series =
        r
            * (1.0 / 6
                - r
                    * (1.0 / 30
                        - r
                            * (1.0 / 42
                                - r
                                    * (1.0 / 30
                                        - r * (5.0 / 66 - r * (691.0 / 2730 - r * (7.0 / 6)))))));
    return inverse + 0.5 * r + inverse * series;
  }

  /**
   * Logarithm of Γ, with a small relative error also near its zeros 1 and 2.
   *
   * <pre>
   *   log Γ(x) ~ (x − ½) log x − x + ½ log 2π + Σ_k B_2k / (2k (2k − 1) x^(2k−1))
   * </pre>
   */
  public static double logGamma(double x) {
    requirePositive("logGamma", x);
    if (!(x >= ASYMPTOTIC)) {
      return Gamma.logGamma(x);
    }
    if (x == Double.POSITIVE_INFINITY) {
      return x;
    }
    double tail = x > HUGE ? 0 : logGammaTail(x);
    double log = StrictMath.log(x);
    // arranged so that nothing overflows before the result does
    return x * (log - 1) + (HALF_LOG_TWO_PI - 0.5 * log + tail);
  }

  private static double logGammaTail(double x) {
    double r = 1 / (x * x);
    double series =
        1.0 / 12
            - r
                * (1.0 / 360
                    - r
                        * (1.0 / 1260
                            - r
                                * (1.0 / 1680
                                    - r * (1.0 / 1188 - r * (691.0 / 360360 - r * (1.0 / 156))))));
    return series / x;
  }

  /**
   * The positive x of which {@link #digamma} is {@code y}: Newton's method from the start of Minka
   * (2000), Estimating a Dirichlet distribution, appendix C.
   *
   * <p>The relative error is a few 10<sup>-15</sup> times the larger of 1 and y.
   */
  public static double inverseDigamma(double y) {
    if (Double.isNaN(y)) {
      return y;
    }
    double x = y >= -2.22 ? StrictMath.exp(y) + 0.5 : -1 / (y + EULER);
    if (x < 1e-16 || x > 1e16) {
      return x; // the start is exact to double precision
    }
    for (int i = 0; i < 5; i++) {
      x -= (digamma(x) - y) / trigamma(x);
    }
    return x;
  }

  private static void requirePositive(String function, double x) {
    if (x <= 0) {
      throw new IllegalArgumentException(
          "the argument of " + function + " must be positive, but was " + x);
    }
  }

  /**
   * The logarithm of the multivariate gamma function.
   *
   * <pre>
   *   log Γ_d(x) = d (d − 1) / 4 · log π + Σ_{i=1..d} log Γ(x + (1 − i) / 2)      x &gt; (d − 1) / 2
   * </pre>
   */
  public static double multivariateLogGamma(int d, double x) {
    double sum = 0.25 * d * (d - 1) * LOG_PI;
    for (int i = 1; i <= d; i++) {
      sum += logGamma(x + 0.5 * (1 - i));
    }
    return sum;
  }

  /** The derivative of {@link #multivariateLogGamma}: Σ_{i=1..d} ψ(x + (1 − i) / 2). */
  public static double multivariateDigamma(int d, double x) {
    double sum = 0;
    for (int i = 1; i <= d; i++) {
      sum += digamma(x + 0.5 * (1 - i));
    }
    return sum;
  }
}
