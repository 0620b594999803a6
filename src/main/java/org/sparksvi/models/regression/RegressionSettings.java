package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.List;

/**
 * Settings of a regression.
 *
 * @param columns of the features, at least 1
 * @param likelihood of responses given the linear predictor
 * @param priors of the coefficients but for the intercept
 * @param standardised whether the prior is of coefficients of standardised columns (and, where the
 *     predictor has the response's unit, of the standardised response) rather than of columns and
 *     responses as they are
 * @param relative whether priors of coefficients are in units of the noise's deviation besides,
 *     where it has a posterior
 * @param interceptScale standard deviation of the normal prior of the predictor at the columns'
 *     centres, about 0 or, where the predictor has the response's unit, the centre of responses;
 *     infinite where it is flat, 0 where there is no intercept
 * @param diagonal whether coefficients are independent in q, so that only their deviations are kept
 */
public record RegressionSettings(
    int columns,
    Likelihood likelihood,
    ColumnPriors priors,
    boolean standardised,
    boolean relative,
    double interceptScale,
    boolean diagonal)
    implements Serializable {
  private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8L;

  public RegressionSettings {
    if (columns < 1) {
      throw new IllegalArgumentException("columns must be at least 1, but were " + columns);
    }
    if (!(interceptScale >= 0)) {
      throw new IllegalArgumentException(
          "the intercept's scale must be at least 0, but was " + interceptScale);
    }
    if (diagonal && !isPlain(likelihood, priors)) {
      throw new IllegalArgumentException(
          "independent coefficients are for likelihoods without noise and dispersions, and for normal priors of columns");
    }
  }

  /** Refuses more covariances than an array holds. */
  void requireCovariancesFit() {
    long p = likelihood.predictors() * (columns + 1L);
    if (!diagonal && p * p > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "the covariance of %d coefficients has %d numbers, more than one array holds, %d"
              .formatted(p, p * p, MOST_NUMBERS));
    }
  }

  private static boolean isPlain(Likelihood likelihood, ColumnPriors priors) {
    return likelihood.noise().isEmpty()
        && likelihood.dispersions().isEmpty()
        && !priors.given()
        && !priors.adapts()
        && priors.isProper()
        && priors.factors().isEmpty();
  }

  /** Of a posterior with all covariances. */
  public RegressionSettings(
      int columns,
      Likelihood likelihood,
      ColumnPriors priors,
      boolean standardised,
      boolean relative,
      double interceptScale) {
    this(columns, likelihood, priors, standardised, relative, interceptScale, false);
  }

  /** The same, but that coefficients are independent in q. */
  public RegressionSettings ofIndependent() {
    return new RegressionSettings(
        columns, likelihood, priors, standardised, relative, interceptScale, true);
  }

  /** The same prior of all coefficients but for the intercept. */
  public RegressionSettings(
      int columns,
      Likelihood likelihood,
      Prior prior,
      boolean standardised,
      boolean relative,
      double interceptScale) {
    this(columns, likelihood, ColumnPriors.of(prior), standardised, relative, interceptScale);
  }

  /** The same with factors whose effects have a deviation that is found. */
  public RegressionSettings with(List<ColumnPriors.Factor> factors) {
    return new RegressionSettings(
        columns, likelihood, priors.with(factors), standardised, relative, interceptScale);
  }

  boolean intercept() {
    return interceptScale > 0;
  }

  Prior interceptPrior() {
    return interceptScale < Double.POSITIVE_INFINITY
        ? new NormalPrior(interceptScale)
        : new FlatPrior();
  }

  /** Whether all priors are distributions, so that there is an evidence. */
  boolean isProper() {
    return priors.isProper()
        && (priors.given() || !intercept() || interceptPrior().isProper())
        && likelihood.noise().map(NoisePrior::isProper).orElse(true);
  }

  /** Coefficients of one predictor, with its intercept, which is the last. */
  int width() {
    return columns + (intercept() ? 1 : 0);
  }

  /** p, those of all predictors, one predictor behind the other. */
  public int coefficients() {
    return likelihood.predictors() * width();
  }

  /** The column of a coefficient; the number of columns where it is an intercept. */
  int column(int coefficient) {
    return coefficient % width();
  }

  /** What a coefficient of the model's units is divided by to be what the prior is of. */
  double unit(Units units, int column) {
    return standardised ? 1 : units.scale()[column] / units.responseScale();
  }

  /** What predictors and noise of the model's units are multiplied by to be what priors are of. */
  double unit(Units units) {
    return standardised ? 1 : units.responseScale();
  }

  /** Coefficients but for intercepts. */
  int shrunk() {
    return likelihood.predictors() * columns;
  }

  /** The place of a coefficient among them. */
  int place(int coefficient) {
    return coefficient / width() * columns + column(coefficient);
  }

  boolean isIntercept(int coefficient) {
    return column(coefficient) == columns;
  }

  /** Numbers of the lower triangle of a matrix over the coefficients. */
  int packed() {
    int p = coefficients();
    return (int) (p * (p + 1L) / 2);
  }
}
