package org.sparksvi.models.regression;

import java.util.Optional;
import org.apache.commons.math3.special.Erf;

/**
 * Responses with normal noise, in units of its standard deviation 1/√τ. Sums over rows hold all
 * that they say of coefficients and noise ({@link NoiseSums}): there are no sites.
 *
 * @param prior of τ, where responses have variance 1
 */
public record Normal(NoisePrior prior) implements ScalarLikelihood {
  private static final long serialVersionUID = 1L;
  private static final double LOG_TWO_PI = 1.8378770664093453;

  /** Counts for a fiftieth of a row. */
  public static final Normal VAGUE = new Normal(NoisePrior.gamma(0.01, 0.01));

  @Override
  public double log(double y, double f) {
    return -0.5 * (LOG_TWO_PI + (y - f) * (y - f));
  }

  @Override
  public double slope(double y, double f) {
    return y - f;
  }

  @Override
  public double curvature(double y, double f) {
    return 1;
  }

  @Override
  public double link(double mean) {
    return mean;
  }

  @Override
  public double mean(double f) {
    return f;
  }

  @Override
  public double variance(double f) {
    return 1;
  }

  @Override
  public double cumulative(double y, double f) {
    return 0.5 * Erf.erfc((f - y) / Math.sqrt(2));
  }

  @Override
  public boolean location() {
    return true;
  }

  @Override
  public String refused(double y) {
    return "";
  }

  @Override
  public double kept(double y, double expected) {
    return y * y;
  }

  @Override
  public Optional<NoisePrior> noise() {
    return Optional.of(prior);
  }

  @Override
  public Sites over(Noise noise) {
    return new Noisy(noise.mean(), noise.meanLog());
  }

  @Override
  public Predictive predictive(Noise noise) {
    return new Student(noise);
  }

  /** Expectations over τ. */
  private record Noisy(double precision, double logPrecision) implements ScalarSites {
    private static final long serialVersionUID = 1L;

    @Override
    public void expect(double y, double mean, double variance, double[] out) {
      double rest = y - mean;
      out[0] = 0.5 * (logPrecision - LOG_TWO_PI - precision * rest * rest - variance);
      out[1] = rest;
      out[2] = 1;
    }
  }
}
