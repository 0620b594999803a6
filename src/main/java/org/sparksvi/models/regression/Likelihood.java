package org.sparksvi.models.regression;

import java.util.List;
import java.util.Optional;

/**
 * The distribution p(y | f) of a response given its linear predictor f, with l(f) = log p(y | f).
 */
public interface Likelihood extends Sites {

  /** log p(y | f). */
  double log(double y, double f);

  /** Its derivative by f. */
  double slope(double y, double f);

  /** Less its second derivative by f. */
  double curvature(double y, double f);

  /** Slope of a first step. */
  default double firstSlope(double y, double f) {
    return slope(y, f);
  }

  /** Curvature of a first step far from where the response is, positive. */
  default double firstCurvature(double y, double f) {
    return curvature(y, f);
  }

  /** The predictor whose mean response is this, or near it where no predictor has it. */
  double link(double mean);

  /** E[y | f]. */
  double mean(double f);

  /** Var[y | f]. */
  double variance(double f);

  /** P(response ≤ y | f). */
  double cumulative(double y, double f);

  /** Whether responses are whole numbers. */
  default boolean whole() {
    return false;
  }

  /** Whether f is where the response lies, so that it has a centre and a unit as y has. */
  default boolean location() {
    return false;
  }

  /** A response as formulas have it, where files may write it otherwise. */
  default double coded(double y) {
    return y;
  }

  /** What a response must be and is not, in words; empty where it is acceptable. */
  String refused(double y);

  /**
   * What a row adds up beside its site: E l, or the square of the response where noise is found.
   */
  default double kept(double y, double expected) {
    return expected;
  }

  /** The prior of a noise precision τ that is found with the coefficients. */
  default Optional<NoisePrior> noise() {
    return Optional.empty();
  }

  /** Numbers of its own that are estimated, in the order of their values. */
  default List<Dispersion> dispersions() {
    return List.of();
  }

  /** The same with other values of {@link #dispersions}. */
  default Likelihood with(double[] values) {
    return this;
  }

  /**
   * Adds derivatives of a row's E l by the logs of {@link #dispersions}: the first ones, and less
   * the second ones.
   */
  default void addDispersion(
      double y,
      double mean,
      double variance,
      double weight,
      double[] slopes,
      double[] curvatures) {}

  /** Expectations over the noise as well. */
  default Sites over(Noise noise) {
    return this;
  }

  /** The distribution of new responses. */
  default Predictive predictive(Noise noise) {
    return new Predictive.Mixed(this);
  }

  @Override
  default void expect(double y, double mean, double variance, double[] out) {
    Quadrature.expect(this, y, mean, variance, out);
  }

  /** Mean and variance of the response over f ~ N(mean, variance), into {@code out}. */
  default void predict(double mean, double variance, double[] out) {
    Quadrature.predict(this, mean, variance, out);
  }
}
