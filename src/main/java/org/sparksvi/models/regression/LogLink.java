package org.sparksvi.models.regression;

/** A likelihood of responses whose log mean is the predictor. */
interface LogLink extends ScalarLikelihood {

  @Override
  default double link(double mean) {
    return StrictMath.log(mean);
  }

  @Override
  default double mean(double f) {
    return StrictMath.exp(f);
  }

  /**
   * Mean and variance of a response of variance linear · μ + square · μ² given its mean μ = e^f, f
   * ~ N(mean, variance), which is log-normal.
   */
  static void predict(double mean, double variance, double linear, double square, double[] out) {
    double expected = StrictMath.exp(mean + 0.5 * variance);
    double spread = StrictMath.expm1(variance); // Var μ / (E μ)²
    out[0] = expected;
    out[1] = linear * expected + expected * expected * (spread + square * (1 + spread));
  }
}
