package org.sparksvi.models.regression;

import java.io.Serializable;

/**
 * The prior of a coefficient: a mixture of normal distributions about 0, so that its log density is
 * a convex function of the square. Its tangent at any ξ² is a bound by a Gaussian,
 *
 * <pre>
 *   log p(β) ≥ log p(ξ) − ½ λ(ξ²) (β² − ξ²)       λ(s) = −2 d log p(√s) / ds
 * </pre>
 *
 * <p>highest at ξ² = E β², where it is the bound of mean-field inference with a scale for each
 * coefficient (Palmer, Wipf, Kreutz-Delgado and Rao, 2006).
 */
public interface Prior extends Serializable {

  /** log p of a coefficient with this square. */
  double logDensity(double square);

  /** λ, the precision of the Gaussian that touches p there. */
  double precision(double square);

  /** Whether λ depends on the square. */
  default boolean adapts() {
    return true;
  }

  /** Whether it is a distribution, so that there is an evidence. */
  default boolean isProper() {
    return true;
  }
}
