package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;

/**
 * What is read out of parameters: coefficients in the model's units, and the units. Shared by many
 * threads.
 *
 * @param likelihood with the dispersions that were estimated
 * @param prior precisions λ of the coefficients, in the model's units
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Posterior(
    RegressionSettings settings,
    Likelihood likelihood,
    Units units,
    double[] prior,
    Coefficients q) {

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
      if (j < settings.columns()) {
        double unit = unit(settings, units, j);
        double square = squares == null ? 0 : squares[j];
        prior[j] = settings.prior().precision(square) / (unit * unit);
      } else {
        prior[j] = 1 / (settings.interceptScale() * settings.interceptScale());
      }
    }
    Coefficients q =
        Coefficients.of(
            precision,
            natural,
            prior,
            explained -> settings.likelihood().noise(rows[0], rows[1], explained));
    return new Posterior(settings, likelihood(settings, parameters), units, prior, q);
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

  double unit(int column) {
    return unit(settings, units, column);
  }

  /** Λ, lower triangle by rows. */
  double[] precision(double[] packed) {
    double[] precision = packed.clone();
    for (int i = 0; i < prior.length; i++) {
      precision[(int) (i * (i + 3L) / 2)] += prior[i];
    }
    return precision;
  }

  /**
   * Coefficients of the data's units, the intercept at columns of 0.
   *
   * @param beta in the model's units
   * @param out receives p numbers from an offset on
   */
  void inDataUnits(double[] beta, double[] out, int from) {
    int columns = settings.columns();
    double shift = 0;
    for (int c = 0; c < columns; c++) {
      double each = units.responseScale() * beta[c] / units.scale()[c];
      out[from + c] = each;
      shift += each * units.centre()[c];
    }
    if (settings.intercept()) {
      out[from + columns] = units.responseCentre() + units.responseScale() * beta[columns] - shift;
    }
  }

  /** E of the squares of what the prior is of. */
  double[] squares() {
    double[] squares = new double[settings.columns()];
    for (int j = 0; j < squares.length; j++) {
      squares[j] = q.square(j) / (unit(j) * unit(j));
    }
    return squares;
  }

  /** −KL(q || prior), priors bounded by their tangents, and log priors of dispersions. */
  double elbo(Bundle parameters) {
    double sum = coefficients(parameters) - q.noise().divergence(likelihood.noise());
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
    for (int j = 0; j < p; j++) {
      if (j < settings.columns()) {
        double unit = unit(j);
        double square = touched == null ? 0 : touched[j];
        double beyond = q.square(j) / (unit * unit) - square;
        sum += settings.prior().logDensity(square) - StrictMath.log(unit);
        sum -= 0.5 * settings.prior().precision(square) * beyond;
      } else {
        Prior intercept = new NormalPrior(settings.interceptScale());
        sum += intercept.logDensity(q.square(j));
      }
    }
    return sum;
  }
}
