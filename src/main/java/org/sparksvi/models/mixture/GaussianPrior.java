package org.sparksvi.models.mixture;

import java.io.Serializable;

/**
 * The prior of a Gaussian component, in the scales of the columns around their centre.
 *
 * <pre>
 *   full, tied:  Λ ~ Wishart(ν₀, W₀),  ν₀ = D − 1 + rows,  W₀⁻¹ = ν₀ · variance · C
 *   diagonal, spherical:  λ ~ Gamma(rows / 2, rows / 2 · variance)
 *   μ ~ N(0, (meanRows · Λ)⁻¹)
 * </pre>
 *
 * @param meanRows rows that the prior of the mean counts for
 * @param rows that the prior of the precision counts for
 * @param variance that it expects
 * @param shape what C is
 */
public record GaussianPrior(double meanRows, double rows, double variance, Shape shape)
    implements Serializable {

  /** Of the covariances that are expected of full and tied components. */
  public enum Shape {
    /** Columns do not go together: C is the identity. */
    COLUMNS,
    /** As in all of the data: C is the correlation matrix of the start's sample. */
    DATA
  }

  /** A component anywhere in the data, of about half their width. */
  public static final GaussianPrior DEFAULT = new GaussianPrior(1, 1, 0.3, Shape.COLUMNS);

  public GaussianPrior {
    Mixing.requirePositive("the rows of the means' prior", meanRows);
    Mixing.requirePositive("the rows of the precisions' prior", rows);
    Mixing.requirePositive("the variance of the precisions' prior", variance);
  }

  /** With columns that do not go together. */
  public GaussianPrior(double meanRows, double rows, double variance) {
    this(meanRows, rows, variance, Shape.COLUMNS);
  }

  /** ν₀. */
  double degrees(int columns) {
    return columns - 1 + rows;
  }
}
