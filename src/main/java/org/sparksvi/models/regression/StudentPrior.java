package org.sparksvi.models.regression;

import org.sparksvi.numeric.SpecialFunctions;

/**
 * Student's t about 0: a scale for each coefficient, whose precision has a Gamma distribution.
 *
 * <pre>
 *   log p(√s) = const − (ν+1)/2 log(1 + s / (ν c²))       λ(s) = (ν+1) / (ν c² + s)
 * </pre>
 *
 * <p>Few degrees of freedom and a small scale switch off coefficients that are not needed
 * (automatic relevance determination; Tipping, 2001).
 *
 * @param degrees ν
 * @param scale c
 */
public record StudentPrior(double degrees, double scale) implements Prior {
  private static final long serialVersionUID = 1L;

  @Override
  public double logDensity(double square) {
    return SpecialFunctions.logGamma(0.5 * (degrees + 1))
        - SpecialFunctions.logGamma(0.5 * degrees)
        - 0.5 * StrictMath.log(degrees * Math.PI)
        - StrictMath.log(scale)
        - 0.5 * (degrees + 1) * StrictMath.log1p(square / (degrees * scale * scale));
  }

  @Override
  public double precision(double square) {
    return (degrees + 1) / (degrees * scale * scale + square);
  }
}
