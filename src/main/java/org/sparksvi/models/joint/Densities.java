package org.sparksvi.models.joint;

import java.util.List;

/**
 * Densities, by the names that users of Stan know, for priors and for rows. Import them all at
 * once: {@code import static org.sparksvi.models.joint.Densities.*}.
 *
 * <p>Parameters that are plain numbers are checked when the model is declared.
 */
public final class Densities extends CountDensities {
  private Densities() {}

  /**
   * Shares that add up to 1, all alike.
   *
   * <pre>
   *   log p = log Γ(K c) − K log Γ(c) + (c − 1) Σ log x_k
   * </pre>
   */
  public static Density dirichlet(double concentration, int size) {
    Given known = Given.of(concentration).positive("the concentration of a Dirichlet density");
    return new Vectors.Dirichlet(known, size);
  }

  /**
   * Shares that add up to 1.
   *
   * <pre>
   *   log p = log Γ(Σ c_k) − Σ log Γ(c_k) + Σ (c_k − 1) log x_k
   * </pre>
   *
   * @param concentration 1 × K
   */
  public static Density dirichlet(Value concentration) {
    return new Vectors.Dirichlet(Given.of(concentration), concentration.columns());
  }

  /**
   * Of rows of K numbers, N(mean, L Lᵀ).
   *
   * <pre>
   *   log p = −½ |L⁻¹ (x − mean)|² − Σ log L_kk − K/2 log 2π
   * </pre>
   *
   * @param mean 1 × K or n × K
   * @param factor L, lower triangular, K × K: see {@link Scope#covariance}
   */
  public static Density multivariateNormal(Value mean, Value factor) {
    return new Vectors.MultivariateNormal(mean, factor);
  }

  /**
   * Cholesky factors of correlation matrices, p(R) ∝ |R|^(concentration − 1): 1 is uniform over
   * correlations, larger ones favour weak correlations (Lewandowski, Kurowicka and Joe, 2009).
   */
  public static Density lkj(double concentration) {
    Given.of(concentration).positive("the concentration of an LKJ density");
    return new Vectors.Lkj(concentration);
  }

  /**
   * One of several densities, and nobody says which.
   *
   * <pre>
   *   log p = log Σ_k weights_k p_k(x)
   * </pre>
   *
   * @param weights 1 × K, or n × K, each row adding up to 1
   */
  public static Density mixture(Value weights, Density... components) {
    if (components.length != weights.columns()) {
      throw new IllegalArgumentException(
          "a mixture must have a weight for each component, but has %d weights and %d components"
              .formatted(weights.columns(), components.length));
    }
    return new Mixtures.Mixture(weights, List.of(components));
  }
}
