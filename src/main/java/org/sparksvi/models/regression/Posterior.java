package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;

/**
 * What is read out of parameters: coefficients in the model's units, and the units. Shared by many
 * threads.
 *
 * @param likelihood with the dispersions that were estimated
 */
record Posterior(RegressionSettings settings, Likelihood likelihood, Units units, Coefficients q) {

  /** A row's response in the model's units. */
  double response(double read) {
    return units.response(likelihood.coded(read));
  }

  static Posterior of(RegressionSettings settings, Bundle parameters) {
    return of(
        settings,
        parameters,
        parameters.values(Regression.PRECISION),
        parameters.values(Regression.NATURAL),
        parameters.values(Regression.ROWS),
        settings.prior().adapts() ? parameters.values(Regression.SQUARES) : null);
  }

  /** Of sums that may be others than the parameters'. */
  static Posterior of(
      RegressionSettings settings,
      Bundle parameters,
      double[] precision,
      double[] natural,
      double[] rows,
      double[] squares) {
    Units units = Units.of(parameters);
    int p = settings.coefficients();
    double[] prior = new double[p];
    for (int j = 0; j < p; j++) {
      if (!settings.isIntercept(j)) {
        double unit = unit(settings, units, settings.column(j));
        double square = squares == null ? 0 : squares[settings.place(j)];
        prior[j] = settings.prior().precision(square) / (unit * unit);
      } else {
        double unit = unit(settings, units);
        prior[j] = settings.interceptPrior().precision(0) * unit * unit;
      }
    }
    Likelihood likelihood = likelihood(settings, parameters);
    Coefficients q =
        likelihood
            .noise()
            .map(noise -> sums(settings, noise, units, rows).posterior(precision, natural, prior))
            .orElseGet(() -> Coefficients.of(precision, natural, prior));
    return new Posterior(settings, likelihood, units, q);
  }

  private static NoiseSums sums(
      RegressionSettings settings, NoisePrior noise, Units units, double[] rows) {
    return new NoiseSums(rows[0], rows[1], noise, unit(settings, units), settings.relative());
  }

  private static Likelihood likelihood(RegressionSettings settings, Bundle parameters) {
    Likelihood likelihood = settings.likelihood();
    if (likelihood.dispersions().isEmpty()) {
      return likelihood;
    }
    double[] logs = parameters.values(Regression.DISPERSION);
    return likelihood.with(Arrays.stream(logs).map(StrictMath::exp).toArray());
  }

  /** What a coefficient of the model's units is divided by to be what the prior is of. */
  private static double unit(RegressionSettings settings, Units units, int column) {
    return settings.standardised() ? 1 : units.scale()[column] / units.responseScale();
  }

  /** What predictors and noise of the model's units are multiplied by to be what priors are of. */
  private static double unit(RegressionSettings settings, Units units) {
    return settings.standardised() ? 1 : units.responseScale();
  }

  double unit(int column) {
    return unit(settings, units, column);
  }

  double unit() {
    return unit(settings, units);
  }

  /** Λ, lower triangle by rows. */
  double[] precision(double[] packed) {
    double[] precision = packed.clone();
    for (int i = 0; i < q.p(); i++) {
      precision[(int) (i * (i + 3L) / 2)] += q.prior()[i];
    }
    return precision;
  }

  /**
   * Coefficients of the data's units, intercepts at columns of 0.
   *
   * @param beta in the model's units
   * @param out receives p numbers from an offset on
   */
  void inDataUnits(double[] beta, double[] out, int from) {
    int columns = settings.columns();
    for (int first = 0; first < beta.length; first += settings.width()) {
      double shift = 0;
      for (int c = 0; c < columns; c++) {
        double each = units.responseScale() * beta[first + c] / units.scale()[c];
        out[from + first + c] = each;
        shift += each * units.centre()[c];
      }
      if (settings.intercept()) {
        double middle = units.responseScale() * beta[first + columns];
        out[from + first + columns] = units.responseCentre() + middle - shift;
      }
    }
  }

  /** E of the squares of what the prior is of. */
  double[] squares() {
    double[] squares = new double[settings.shrunk()];
    for (int j = 0; j < q.p(); j++) {
      if (!settings.isIntercept(j)) {
        double unit = unit(settings.column(j));
        squares[settings.place(j)] = q.square(j, settings.relative()) / (unit * unit);
      }
    }
    return squares;
  }

  /** −KL(q || prior), priors bounded by their tangents, and log priors of dispersions. */
  double elbo(Bundle parameters) {
    double unit = unit();
    double sum = coefficients(parameters);
    sum +=
        likelihood
            .noise()
            .map(prior -> prior.expectedLog(q.noise(), unit) + q.noise().entropy())
            .orElse(0.0);
    List<Dispersion> dispersions = likelihood.dispersions();
    for (int d = 0; d < dispersions.size(); d++) {
      sum += dispersions.get(d).logPrior(parameters.values(Regression.DISPERSION)[d]);
    }
    return sum;
  }

  private double coefficients(Bundle parameters) {
    double[] touched = settings.prior().adapts() ? parameters.values(Regression.SQUARES) : null;
    int p = settings.coefficients();
    double sum = 0.5 * (p * (1 + StrictMath.log(2 * Math.PI)) - q.logDeterminant());
    if (!settings.relative()) {
      sum -= 0.5 * p * q.noise().meanLog();
    }
    for (int j = 0; j < p; j++) {
      if (!settings.isIntercept(j)) {
        double unit = unit(settings.column(j));
        double square = touched == null ? 0 : touched[settings.place(j)];
        double beyond = q.square(j, settings.relative()) / (unit * unit) - square;
        sum += settings.prior().logDensity(square) - StrictMath.log(unit);
        sum -= 0.5 * settings.prior().precision(square) * beyond;
      } else {
        double unit = unit();
        double square = unit * unit * q.square(j, settings.relative());
        sum += settings.interceptPrior().logDensity(square) + StrictMath.log(unit);
      }
    }
    return sum;
  }
}
