package org.sparksvi.kinds.regression;

import org.sparksvi.models.regression.GammaResponse;
import org.sparksvi.models.regression.Likelihood;
import org.sparksvi.models.regression.Logistic;
import org.sparksvi.models.regression.Multinomial;
import org.sparksvi.models.regression.NegativeBinomial;
import org.sparksvi.models.regression.NoisePrior;
import org.sparksvi.models.regression.Normal;
import org.sparksvi.models.regression.Ordinal;
import org.sparksvi.models.regression.Poisson;
import org.sparksvi.models.regression.Probit;
import org.sparksvi.models.regression.StudentT;

/** The likelihoods that a configuration names. */
enum Family {
  GAUSSIAN,
  STUDENT_T,
  LOGISTIC,
  PROBIT,
  POISSON,
  NEGATIVE_BINOMIAL,
  GAMMA,
  ORDINAL,
  MULTINOMIAL;

  private static final double WIDE = 10;
  private static final double SCALE = 2.5;

  Likelihood likelihood(NoisePrior noise, int classes) {
    return switch (this) {
      case GAUSSIAN -> new Normal(noise);
      case STUDENT_T -> new StudentT();
      case LOGISTIC -> new Logistic();
      case PROBIT -> new Probit();
      case POISSON -> new Poisson();
      case NEGATIVE_BINOMIAL -> new NegativeBinomial();
      case GAMMA -> new GammaResponse();
      case ORDINAL -> new Ordinal(classes);
      case MULTINOMIAL -> new Multinomial(classes);
    };
  }

  /** What e to a coefficient is called; empty where it has no name. */
  String ratio() {
    return switch (this) {
      case LOGISTIC, ORDINAL, MULTINOMIAL -> "odds ratio";
      case POISSON, NEGATIVE_BINOMIAL -> "rate ratio";
      case GAMMA -> "mean ratio";
      case GAUSSIAN, STUDENT_T, PROBIT -> "";
    };
  }

  /** What its predictor is a number on; coefficients of one scale mean the same. */
  enum Scale {
    RESPONSE,
    LOGIT,
    PROBIT,
    LOG,
    CUMULATIVE,
    SOFTMAX
  }

  Scale scale() {
    return switch (this) {
      case GAUSSIAN, STUDENT_T -> Scale.RESPONSE;
      case LOGISTIC -> Scale.LOGIT;
      case PROBIT -> Scale.PROBIT;
      case POISSON, NEGATIVE_BINOMIAL, GAMMA -> Scale.LOG;
      case ORDINAL -> Scale.CUMULATIVE;
      case MULTINOMIAL -> Scale.SOFTMAX;
    };
  }

  boolean binary() {
    return this == LOGISTIC || this == PROBIT;
  }

  /** Whether there is nothing to find but coefficients. */
  boolean isPlain() {
    return binary() || this == POISSON || this == MULTINOMIAL;
  }

  /** Whether responses are classes that have to be named. */
  boolean named() {
    return this == ORDINAL || this == MULTINOMIAL;
  }

  /** Of standardised coefficients (Gelman et al., 2008); wide where no likelihood is steep. */
  double priorScale() {
    return this == GAUSSIAN ? WIDE : SCALE;
  }
}
