package org.sparksvi.models.regression;

/**
 * A normal prior about 0.
 *
 * @param scale its standard deviation
 */
public record NormalPrior(double scale) implements Prior {
  private static final long serialVersionUID = 1L;
  private static final double LOG_TWO_PI = 1.8378770664093453;

  @Override
  public double logDensity(double square) {
    return -0.5 * (LOG_TWO_PI + square / (scale * scale)) - StrictMath.log(scale);
  }

  @Override
  public double precision(double square) {
    return 1 / (scale * scale);
  }

  @Override
  public boolean adapts() {
    return false;
  }
}
