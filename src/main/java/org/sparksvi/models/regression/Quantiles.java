package org.sparksvi.models.regression;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.sparksvi.numeric.IncompleteGamma;

/** Quantiles of coefficients. */
final class Quantiles {
  /** Beyond so many degrees of freedom a normal distribution has the same digits. */
  private static final double NORMAL = 1e6;

  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

  private Quantiles() {}

  /** Of Student's t; normal where there are infinitely many degrees of freedom. */
  static double student(double share, double degrees) {
    return degrees > NORMAL
        ? STANDARD.inverseCumulativeProbability(share)
        : new TDistribution(null, degrees).inverseCumulativeProbability(share);
  }

  /** P(t ≤ x). */
  static double cumulative(double x, double degrees) {
    return degrees > NORMAL
        ? STANDARD.cumulativeProbability(x)
        : new TDistribution(null, degrees).cumulativeProbability(x);
  }

  /** Of τ^−½. */
  static double deviation(double share, Noise noise) {
    return Math.sqrt(noise.rate() / IncompleteGamma.quantile(noise.shape(), 1 - share));
  }

  /** The square of a t distribution's scale, beside its variance factor: β / α. */
  static double squaredScale(Noise noise) {
    return noise.known() ? 1 : noise.rate() / noise.shape();
  }
}
