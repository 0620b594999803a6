package org.sparksvi.models.factor;

import java.io.Serializable;

/**
 * Priors of Bayesian principal components, in units of the data's scale.
 *
 * @param relevanceShape a₀ of α_j ~ Gamma(a₀, b₀), the precision of a factor's loadings
 * @param relevanceRate b₀
 * @param noiseShape c₀ of τ ~ Gamma(c₀, d₀), the precision of the noise
 * @param noiseRate d₀
 * @param meanPrecision β of μ_d ~ N(centre, 1/β)
 */
public record ArdSettings(
    double relevanceShape,
    double relevanceRate,
    double noiseShape,
    double noiseRate,
    double meanPrecision)
    implements Serializable {

  /** Priors that say little. */
  public static final ArdSettings VAGUE = new ArdSettings(1e-3, 1e-3, 1e-3, 1e-3, 1e-3);

  public ArdSettings {
    require("relevance shape", relevanceShape);
    require("relevance rate", relevanceRate);
    require("noise shape", noiseShape);
    require("noise rate", noiseRate);
    require("mean precision", meanPrecision);
  }

  private static void require(String quantity, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the prior's %s must be positive and finite, but was %s".formatted(quantity, value));
    }
  }
}
