package org.sparksvi.models.regression;

/**
 * A double exponential prior, whose mode is the lasso.
 *
 * <pre>
 *   log p(√s) = −log 2c − √s / c       λ(s) = 1 / (c √s)
 * </pre>
 *
 * <p>(Park and Casella, 2008.)
 *
 * @param scale c; the standard deviation is c √2
 */
public record LaplacePrior(double scale) implements Prior {
  private static final long serialVersionUID = 1L;

  /** Squares below have its precision: a coefficient is not known to be nothing. */
  private static final double LEAST = 1e-20;

  @Override
  public double logDensity(double square) {
    return -StrictMath.log(2 * scale) - Math.sqrt(square) / scale;
  }

  @Override
  public double precision(double square) {
    return 1 / (scale * Math.sqrt(Math.max(square, LEAST)));
  }
}
