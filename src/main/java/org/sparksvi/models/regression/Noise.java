package org.sparksvi.models.regression;

import java.io.Serializable;
import org.sparksvi.family.Gamma;

/**
 * The Gamma distribution of a noise precision τ; of infinite shape where τ is 1.
 *
 * @param shape α
 * @param rate β
 */
public record Noise(double shape, double rate) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of likelihoods that have none: τ is 1. */
  static final Noise NONE = new Noise(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  boolean known() {
    return Double.isInfinite(shape);
  }

  /** E τ. */
  double mean() {
    return known() ? 1 : shape / rate;
  }

  /** E log τ. */
  double meanLog() {
    return known() ? 0 : Gamma.meanLog(shape, rate);
  }

  /** KL of this from a prior. */
  double divergence(Noise prior) {
    return known() ? 0 : Gamma.kl(shape, rate, prior.shape, prior.rate);
  }
}
