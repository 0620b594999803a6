package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.Largest;

/**
 * The posterior of a regression in the units of its data: b_c = β_c s_y / s_c, where columns are
 * divided by s_c and responses by s_y, and the intercept at columns of 0.
 *
 * @param coefficients by predictor: by column, and the intercept last where there is one
 * @param noise standard deviation of the noise, where it has a posterior, in the response's unit
 * @param dispersions what is estimated of the likelihood
 * @param cutpoints between classes in an order, of the predictor
 * @param rows their weight
 * @param evidence the bound of the log evidence, in nats; exact with normal noise and a normal
 *     prior in its units. Of other likelihoods it is the bound at the parameters before the last
 *     step, by the sums of its rows. Empty where a prior is flat, or the posterior has no
 *     covariances
 */
public record RegressionSummary(
    List<Coefficient> coefficients,
    Optional<Scale> noise,
    List<Estimate> dispersions,
    List<Double> cutpoints,
    double rows,
    OptionalDouble evidence) {

  /** Of variances by their own column alone, from which on others are said to go along. */
  private static final double INFLATED = 10;

  /**
   * One coefficient.
   *
   * @param mean posterior mean
   * @param deviation posterior standard deviation
   * @param half 25 % and 75 % quantiles
   * @param most 2.5 % and 97.5 % quantiles
   * @param positive P(b &gt; 0)
   * @param inflation how many times the variance is what it would be if the other coefficients were
   *     known; NaN where covariances are not
   * @param partner column that goes along most, where the inflation is large; else −1
   */
  public record Coefficient(
      double mean,
      double deviation,
      Interval half,
      Interval most,
      double positive,
      double inflation,
      int partner) {}

  /**
   * A dispersion at its estimate.
   *
   * @param name of it
   * @param value estimated
   * @param most 2.5 % and 97.5 % quantiles by the bound's curvature in the log
   */
  public record Estimate(String name, double value, Interval most) {}

  /**
   * A positive number with a posterior.
   *
   * @param mean posterior mean
   * @param deviation posterior standard deviation
   * @param most 2.5 % and 97.5 % quantiles
   */
  public record Scale(double mean, double deviation, Interval most) {}

  /** From a lower to an upper quantile. */
  public record Interval(double lower, double upper) {}

  public RegressionSummary {
    coefficients = List.copyOf(coefficients);
    dispersions = List.copyOf(dispersions);
    cutpoints = List.copyOf(cutpoints);
  }

  static RegressionSummary of(Posterior posterior, Bundle parameters) {
    RegressionSettings settings = posterior.settings();
    Coefficients q = posterior.q();
    Units units = posterior.units();
    if (settings.diagonal()) {
      return independent(posterior, parameters);
    }
    double[] covariance = q.covariance();
    double[] precision = parameters.values(Regression.PRECISION);
    int[] factors = settings.priors().factorOf(settings.columns());
    List<Coefficient> all = new ArrayList<>();
    for (int first = 0; first < q.p(); first += settings.width()) {
      for (int c = first; c < first + settings.columns(); c++) {
        double own = precision[Design.packed(c, c)] + q.prior().own(c);
        double variance = covariance[c * q.p() + c];
        double inflation = own * variance;
        double scale = units.responseScale() / units.scale()[c - first];
        boolean level = factors[c - first] >= 0; // levels go along with the intercept
        int partner =
            inflation > INFLATED && !level
                ? partner(covariance, q.p(), c, first, settings.columns())
                : -1;
        all.add(coefficient(scale * q.means()[c], scale * scale * variance, q, inflation, partner));
      }
      if (settings.intercept()) {
        all.add(intercept(settings, units, q, covariance, first));
      }
    }
    double[] rows = parameters.values(Regression.ROWS);
    double bound = posterior.elbo(parameters);
    double evidence =
        bound
            + (q.noise().known()
                ? rows[1]
                : expected(rows, q, covariance, parameters)
                    - rows[0] * StrictMath.log(units.responseScale()));
    return new RegressionSummary(
        all,
        noise(q.noise(), units.responseScale()),
        estimates(posterior, parameters),
        posterior.likelihood().cutpoints(),
        rows[0],
        settings.isProper() ? OptionalDouble.of(evidence) : OptionalDouble.empty());
  }

  /** Of deviations alone: nobody knows what goes along with what. */
  private static RegressionSummary independent(Posterior posterior, Bundle parameters) {
    RegressionSettings settings = posterior.settings();
    Coefficients q = posterior.q();
    Units units = posterior.units();
    List<Coefficient> all = new ArrayList<>();
    for (int first = 0; first < q.p(); first += settings.width()) {
      double middle = 0; // intercept at columns of 0
      double spread = 0;
      for (int c = 0; c < settings.columns(); c++) {
        double unit = 1 / units.scale()[c];
        double mean = unit * q.means()[first + c];
        double variance = unit * unit * q.variance(first + c);
        all.add(coefficient(mean, variance, q, Double.NaN, -1));
        middle -= units.centre()[c] * mean;
        spread += units.centre()[c] * units.centre()[c] * variance;
      }
      if (settings.intercept()) {
        int last = first + settings.columns();
        all.add(
            coefficient(middle + q.means()[last], spread + q.variance(last), q, Double.NaN, -1));
      }
    }
    double rows = parameters.values(Regression.ROWS)[0];
    return new RegressionSummary(
        all, Optional.empty(), List.of(), List.of(), rows, OptionalDouble.empty());
  }

  private static Optional<Scale> noise(Noise noise, double unit) {
    if (noise.known()) {
      return Optional.empty();
    }
    double mean = unit * noise.meanDeviation();
    double variance = unit * unit * noise.meanInverse() - mean * mean;
    Interval most =
        new Interval(
            unit * Quantiles.deviation(0.025, noise), unit * Quantiles.deviation(0.975, noise));
    return Optional.of(new Scale(mean, Math.sqrt(Math.max(0, variance)), most));
  }

  private static List<Estimate> estimates(Posterior posterior, Bundle parameters) {
    List<Estimate> estimates = new ArrayList<>();
    List<Dispersion> dispersions = posterior.likelihood().dispersions();
    for (int d = 0; d < dispersions.size(); d++) {
      Dispersion dispersion = dispersions.get(d);
      double eta = parameters.values(Regression.DISPERSION)[d];
      double curvature =
          parameters.values(Regression.DISPERSION_PRECISION)[d] + dispersion.curvature(eta);
      double z = Quantiles.student(0.975, Double.POSITIVE_INFINITY);
      double wide = curvature > 0 ? z / Math.sqrt(curvature) : Double.POSITIVE_INFINITY;
      double power = dispersion.isPrecision() ? -0.5 : 1;
      double unit = dispersion.isPrecision() ? posterior.units().responseScale() : 1;
      double value = unit * StrictMath.exp(power * eta);
      double factor = StrictMath.exp(Math.abs(power) * wide);
      estimates.add(
          new Estimate(dispersion.name(), value, new Interval(value / factor, value * factor)));
    }
    return estimates;
  }

  /** Σ w E l with normal noise, of the sums. */
  private static double expected(
      double[] rows, Coefficients q, double[] covariance, Bundle parameters) {
    double[] natural = parameters.values(Regression.NATURAL);
    double sum = -0.5 * q.expectedQuadratic(parameters.values(Regression.PRECISION), covariance);
    for (int i = 0; i < natural.length; i++) {
      sum += q.noise().mean() * natural[i] * q.means()[i];
    }
    double each = q.noise().meanLog() - StrictMath.log(2 * Math.PI);
    return sum + 0.5 * (rows[0] * each - q.noise().mean() * rows[1]);
  }

  /** Of a predictor whose coefficients begin at some place, at columns of 0. */
  private static Coefficient intercept(
      RegressionSettings settings, Units units, Coefficients q, double[] covariance, int first) {
    int width = settings.width();
    double[] weights = new double[width]; // of the coefficients
    for (int c = 0; c < settings.columns(); c++) {
      weights[c] = -units.centre()[c] / units.scale()[c];
    }
    weights[width - 1] = 1;
    double mean = units.responseCentre() / units.responseScale();
    double variance = 0;
    for (int i = 0; i < width; i++) {
      mean += weights[i] * q.means()[first + i];
      for (int j = 0; j < width; j++) {
        variance += weights[i] * weights[j] * covariance[(first + i) * q.p() + first + j];
      }
    }
    double scale = units.responseScale();
    return coefficient(scale * mean, scale * scale * variance, q, 1, -1);
  }

  private static int partner(double[] covariance, int p, int own, int first, int columns) {
    return Largest.of(
        columns,
        1,
        c ->
            first + c == own
                ? -1
                : Math.abs(covariance[own * p + first + c])
                    / Math.sqrt(covariance[(first + c) * (p + 1)]))[0];
  }

  private static Coefficient coefficient(
      double mean, double factor, Coefficients q, double inflation, int partner) {
    double degrees = 2 * q.noise().shape();
    double scale = Math.sqrt(factor * Quantiles.squaredScale(q.noise()));
    return new Coefficient(
        mean,
        Math.sqrt(factor * q.noise().meanInverse()),
        interval(0.25, mean, scale, degrees),
        interval(0.025, mean, scale, degrees),
        Quantiles.cumulative(mean / scale, degrees),
        inflation,
        partner);
  }

  private static Interval interval(double tail, double mean, double scale, double degrees) {
    double z = Quantiles.student(1 - tail, degrees);
    return new Interval(mean - z * scale, mean + z * scale);
  }
}
