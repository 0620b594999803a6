package org.sparksvi.kinds.regression;

import org.sparksvi.models.regression.Likelihood;
import org.sparksvi.models.regression.Logistic;
import org.sparksvi.models.regression.Normal;
import org.sparksvi.models.regression.Poisson;

/** The likelihoods that a configuration names. */
enum Family {
  GAUSSIAN,
  LOGISTIC,
  POISSON;

  private static final double SCALE_IN_NOISE = 10;
  private static final double SCALE = 2.5;

  Likelihood likelihood() {
    return switch (this) {
      case GAUSSIAN -> Normal.VAGUE;
      case LOGISTIC -> new Logistic();
      case POISSON -> new Poisson();
    };
  }

  /** What e to a coefficient is called; empty where it has no name. */
  String ratio() {
    return switch (this) {
      case LOGISTIC -> "odds ratio";
      case POISSON -> "rate ratio";
      case GAUSSIAN -> "";
    };
  }

  boolean binary() {
    return this == LOGISTIC;
  }

  /** Of standardised coefficients (Gelman et al., 2008), or in units of the noise. */
  double priorScale() {
    return this == GAUSSIAN ? SCALE_IN_NOISE : SCALE;
  }
}
