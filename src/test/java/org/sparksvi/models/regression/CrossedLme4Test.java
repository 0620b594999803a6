package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.sparksvi.laws.Fits;

/**
 * Beside R's lme4 1.1-31 (Debian r-cran-lme4 1.1-31-1, R 4.2.2) on the same rows, which were
 * written to files from here ({@link CrossedData#csv}): lmer by REML, {@code y ~ x0 + x1 + (1 | g)
 * + (1 | item)}, and glmer, which has Laplace's approximation alone where factors cross.
 */
class CrossedLme4Test {
  private static final double[] COEFFICIENTS = {0.8, -0.5, 0.3};

  /** 1918 rows of 300 groups, each of which has one of 40 items. */
  private static CrossedData normal() {
    return CrossedData.drawn(
        300, 12, 40, COEFFICIENTS, 1, 0.7, 41, (f, random) -> f + 0.9 * random.nextGaussian());
  }

  /** 1941 rows of 0 and 1. */
  private static CrossedData binary() {
    return CrossedData.drawn(
        300,
        12,
        40,
        COEFFICIENTS,
        1,
        0.7,
        43,
        (f, random) -> random.nextDouble() < 1 / (1 + Math.exp(-f)) ? 1 : 0);
  }

  private static MixedSummary fitted(CrossedData data, Likelihood likelihood) {
    MixedRegression model =
        data.model(likelihood, new FlatPrior(), Double.POSITIVE_INFINITY, new FlatPrior());
    return model.summary(Fits.batch(model, data.blocks(), 40, 1).parameters());
  }

  /** Of two features and the intercept, which is behind 40 levels; in standard errors. */
  private static void assertCoefficients(
      double[] means, double[] errors, double within, MixedSummary summary) {
    int[] places = {0, 1, 42};
    for (int i = 0; i < 3; i++) {
      var coefficient = summary.fixed().coefficients().get(places[i]);
      assertEquals(means[i], coefficient.mean(), within * errors[i], "coefficient " + i);
    }
  }

  @Test
  void normalResponses() {
    MixedSummary summary = fitted(normal(), new Normal(NoisePrior.half(new FlatPrior())));
    double[] errors = {0.02236311973, 0.02199496744, 0.15417465229};
    assertCoefficients(
        new double[] {0.7940848729, -0.4939473889, 0.4553183470}, errors, 0.001, summary);
    int[] places = {0, 1, 42};
    for (int i = 0; i < 3; i++) {
      double deviation = summary.fixed().coefficients().get(places[i]).deviation();
      assertEquals(errors[i], deviation, 0.002 * errors[i]);
    }
    assertEquals(0.9047201080, summary.deviations().get(0).value(), 0.001 * 0.9);
    assertEquals(0.8097732626, summary.factors().get(0).value(), 0.001 * 0.81);
    // the posterior mean of the deviation is above its estimate
    assertEquals(0.9133391034, summary.fixed().noise().orElseThrow().mean(), 0.002 * 0.91);
    double[] effects = {0.6361122911, -0.7235130511}; // ranef
    for (int l = 0; l < effects.length; l++) {
      var level = summary.fixed().coefficients().get(2 + l);
      assertEquals(effects[l], level.mean(), 0.001 * level.deviation());
    }
  }

  /** Laplace's approximation is known to find too little variance of groups of few binary rows. */
  @Test
  void binaryResponses() {
    MixedSummary summary = fitted(binary(), new Logistic());
    assertCoefficients(
        new double[] {0.8768256429, -0.5824815163, 0.2363648077},
        new double[] {0.06916997246, 0.06205542016, 0.21800748513},
        0.1,
        summary);
    assertEquals(0.8881278825, summary.deviations().get(0).value(), 0.06 * 0.888);
    assertEquals(0.7486459778, summary.factors().get(0).value(), 0.04 * 0.749);
  }
}
