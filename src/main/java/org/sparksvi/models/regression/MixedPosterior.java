package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;

/**
 * What is read out of a mixed model's parameters. Shared by many threads.
 *
 * @param fixed of the coefficients that all groups share
 * @param spread of groups' effects
 */
record MixedPosterior(Posterior fixed, Spread spread) implements Serializable {
  private static final long serialVersionUID = 1L;

  static MixedPosterior of(MixedSettings settings, Bundle parameters) {
    return new MixedPosterior(
        Posterior.of(settings.fixed(), parameters),
        Spread.of(settings.random(), parameters.values(MixedRegression.EFFECTS)));
  }

  /** Whether effects vary less than there are of them. */
  boolean isSingular() {
    Scales scales = fixed.scales();
    return spread.isSingular()
        || IntStream.range(0, scales.deviations().length).anyMatch(scales::isHeld);
  }

  ScalarLikelihood likelihood() {
    return (ScalarLikelihood) fixed.likelihood();
  }

  RandomEffects effects() {
    return spread.effects();
  }
}
