package org.sparksvi.models.mixture;

import java.io.Serializable;

/**
 * The prior of a Gaussian component, in the scales of the columns around their centre.
 *
 * <pre>
 *   full, tied:  Λ ~ Wishart(ν₀, W₀),  ν₀ = D − 1 + rows,  W₀⁻¹ = ν₀ · variance · I
 *   diagonal, spherical:  λ ~ Gamma(rows / 2, rows / 2 · variance)
 *   μ ~ N(0, (meanRows · Λ)⁻¹)
 * </pre>
 *
 * @param meanRows rows that the prior of the mean counts for
 * @param rows that the prior of the precision counts for
 * @param variance that it expects
 */
public record GaussianPrior(double meanRows, double rows, double variance) implements Serializable {

  /** A component anywhere in the data, of about half their width. */
  public static final GaussianPrior DEFAULT = new GaussianPrior(1, 1, 0.3);

  public GaussianPrior {
    Mixing.requirePositive("the rows of the means' prior", meanRows);
    Mixing.requirePositive("the rows of the precisions' prior", rows);
    Mixing.requirePositive("the variance of the precisions' prior", variance);
  }

  /** ν₀. */
  double degrees(int columns) {
    return columns - 1 + rows;
  }
}
