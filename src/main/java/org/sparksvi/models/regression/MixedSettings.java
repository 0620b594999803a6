package org.sparksvi.models.regression;

import java.io.Serializable;

/**
 * Settings of a regression with effects that vary by group.
 *
 * @param fixed what all groups share; its likelihood has one predictor
 * @param random what varies by group
 */
public record MixedSettings(RegressionSettings fixed, RandomEffects random)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public MixedSettings {
    if (!(fixed.likelihood() instanceof ScalarLikelihood)) {
      throw new IllegalArgumentException(
          "effects of groups are for likelihoods of one predictor without cutpoints");
    }
    for (int column : random.columns()) {
      if (column >= fixed.columns()) {
        throw new IllegalArgumentException(
            "a column that varies by group must be below %d, but was %d"
                .formatted(fixed.columns(), column));
      }
    }
  }

  /** Whether a deviation of the noise is the unit of effects. */
  boolean noisy() {
    return fixed.likelihood().noise().isPresent();
  }

  /** Whether all priors are distributions, so that there is an evidence. */
  boolean isProper() {
    return fixed.isProper() && random.deviations().isProper();
  }
}
