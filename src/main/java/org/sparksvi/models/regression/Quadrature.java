package org.sparksvi.models.regression;

import org.sparksvi.numeric.GaussHermite;

/** Expectations of likelihoods under normal predictors, by rules of Gauss and Hermite. */
final class Quadrature {
  /** Below this deviation a second derivative tells more than a difference of slopes. */
  static final double NARROW = 1e-3;

  private static final GaussHermite RULE = new GaussHermite(20);

  private Quadrature() {}

  static GaussHermite rule() {
    return RULE;
  }

  /** As {@link ScalarLikelihood#expect}. */
  static void expect(ScalarLikelihood p, double y, double mean, double variance, double[] out) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = rule();
    double value = 0;
    double slope = 0;
    double curvature = 0;
    for (int i = 0; i < rule.size(); i++) {
      double f = mean + deviation * rule.node(i);
      double first = rule.weight(i) * p.slope(y, f);
      value += rule.weight(i) * p.log(y, f);
      slope += first;
      curvature -= first * rule.node(i);
    }
    out[0] = value;
    out[1] = slope;
    out[2] = deviation > NARROW ? curvature / deviation : p.curvature(y, mean);
  }

  /** Mean and variance of a response. */
  static void predict(ScalarLikelihood p, double mean, double variance, double[] out) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = rule();
    double first = 0;
    double second = 0;
    double inner = 0;
    for (int i = 0; i < rule.size(); i++) {
      double f = mean + deviation * rule.node(i);
      double expected = p.mean(f);
      first += rule.weight(i) * expected;
      second += rule.weight(i) * expected * expected;
      inner += rule.weight(i) * p.variance(f);
    }
    out[0] = first;
    out[1] = inner + Math.max(0, second - first * first);
  }

  /** log ∫ p(y | f) N(f; mean, variance) df. */
  static double logPredictive(ScalarLikelihood p, double y, double mean, double variance) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = rule();
    double most = Double.NEGATIVE_INFINITY;
    double[] terms = new double[rule.size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = StrictMath.log(rule.weight(i)) + p.log(y, mean + deviation * rule.node(i));
      most = Math.max(most, terms[i]);
    }
    double sum = 0;
    for (double term : terms) {
      sum += StrictMath.exp(term - most);
    }
    return most + StrictMath.log(sum);
  }

  /** P(response ≤ y) over f ~ N(mean, variance). */
  static double cumulative(ScalarLikelihood p, double y, double mean, double variance) {
    double deviation = Math.sqrt(variance);
    GaussHermite rule = rule();
    double sum = 0;
    for (int i = 0; i < rule.size(); i++) {
      sum += rule.weight(i) * p.cumulative(y, mean + deviation * rule.node(i));
    }
    return sum;
  }
}
