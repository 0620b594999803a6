package org.sparksvi.models.regression;

import java.io.Serializable;
import org.sparksvi.family.Gamma;

/**
 * The prior of a noise precision τ, or of the deviation σ = 1/√τ.
 *
 * <pre>
 *   p(τ) ∝ τ^(α − 1) e^(−β τ) p_σ(τ^−½)
 *   E log p(τ) ≥ (α − 1) E log τ − β E τ + log p_σ(√E 1/τ)
 * </pre>
 *
 * <p>The bound is the tangent of log p_σ, convex in the square, at E σ² ({@link Prior}).
 *
 * @param shape α; −½ where the prior is of σ, by dσ = ½ τ^−3/2 dτ
 * @param rate β; 0 where the prior is of σ
 * @param deviation p_σ up to a factor; flat where the prior is of τ
 */
public record NoisePrior(double shape, double rate, Prior deviation) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** τ ~ Gamma(α, β). */
  public static NoisePrior gamma(double shape, double rate) {
    return new NoisePrior(shape, rate, new FlatPrior());
  }

  /** Of σ: this prior's half over positive numbers, such as a half-normal one. */
  public static NoisePrior half(Prior deviation) {
    return new NoisePrior(-0.5, 0, deviation);
  }

  private boolean isGamma() {
    return rate > 0;
  }

  boolean isProper() {
    return isGamma() || deviation.isProper();
  }

  /**
   * What the tangent multiplies −1/τ by.
   *
   * @param variance E 1/τ
   * @param unit of the deviation that the prior is of, in that of τ^−½
   */
  double reciprocal(double variance, double unit) {
    double squared = unit * unit;
    return 0.5 * squared * deviation.precision(squared * variance);
  }

  /** log p(τ). */
  double logDensity(double precision, double unit) {
    double log = (shape - 1) * StrictMath.log(precision) - rate * precision;
    if (isGamma()) {
      return log - Gamma.logNormaliser(shape, rate);
    }
    return log + StrictMath.log(unit) + deviation.logDensity(unit * unit / precision);
  }

  /** E log p(τ), by the tangent at q. */
  double expectedLog(Noise q, double unit) {
    double log = (shape - 1) * q.meanLog() - rate * q.mean();
    if (isGamma()) {
      return log - Gamma.logNormaliser(shape, rate);
    }
    return log + StrictMath.log(unit) + deviation.logDensity(unit * unit * q.meanInverse());
  }
}
