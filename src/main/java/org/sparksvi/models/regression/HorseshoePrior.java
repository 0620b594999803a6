package org.sparksvi.models.regression;

/**
 * The horseshoe, of a scale τ for all coefficients and a half-Cauchy one for each, with a slab that
 * keeps large ones finite (Carvalho, Polson and Scott, 2010; Piironen and Vehtari, 2017; Nishimura
 * and Suchard, 2022).
 *
 * <pre>
 *   β ∝ N(0, τ² λ²) N(0, c²) given λ ~ C⁺(0, 1)
 *   log p(√s) = log(e^u E₁(u)) − log(τ √(2π³)) − s / 2c² − log Z      u = s / 2τ²
 *   Z = E (1 + λ² τ²/c²)^−½ = 2/π · arccos(τ/c) / √(1 − τ²/c²)
 * </pre>
 *
 * @param scale τ
 * @param slab c, above τ
 */
public record HorseshoePrior(double scale, double slab) implements Prior {
  private static final long serialVersionUID = 1L;

  /** At 0 the density is infinite: squares below, relative to τ², have this one's. */
  private static final double LEAST = 1e-12;

  public HorseshoePrior {
    if (!(scale < slab)) {
      throw new IllegalArgumentException(
          "the slab must be wider than the horseshoe's scale, %s, but is %s"
              .formatted(scale, slab));
    }
  }

  private double exponent(double square) {
    return 0.5 * Math.max(square / (scale * scale), LEAST);
  }

  @Override
  public double logDensity(double square) {
    double ratio = scale / slab;
    double normaliser = 2 / Math.PI * StrictMath.acos(ratio) / Math.sqrt(1 - ratio * ratio);
    return StrictMath.log(ScaledExponentialIntegral.of(exponent(square)))
        - StrictMath.log(scale)
        - 0.5 * StrictMath.log(2 * Math.PI * Math.PI * Math.PI)
        - 0.5 * square / (slab * slab)
        - StrictMath.log(normaliser);
  }

  /** −2 d/ds of log(e^u E₁(u)) is (1 / (u e^u E₁(u)) − 1) / τ². */
  @Override
  public double precision(double square) {
    double u = exponent(square);
    double touching = ScaledExponentialIntegral.excess(u) / (scale * scale);
    return touching + 1 / (slab * slab);
  }
}
