package org.sparksvi.models.regression;

/** An improper prior, 1 everywhere: what is said is said by the rows. There is no evidence. */
public record FlatPrior() implements Prior {
  private static final long serialVersionUID = 1L;

  @Override
  public double logDensity(double square) {
    return 0;
  }

  @Override
  public double precision(double square) {
    return 0;
  }

  @Override
  public boolean adapts() {
    return false;
  }

  @Override
  public boolean isProper() {
    return false;
  }
}
