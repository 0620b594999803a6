package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;

/**
 * What is read out of parameters: coefficients in the model's units, and the units. Shared by many
 * threads.
 *
 * @param likelihood with the dispersions that were estimated
 * @param prior P₀, where normal noise is found not over τ
 * @param scales that priors were found to have
 * @param sums Σ a x xᵀ, lower triangle by rows
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Posterior(
    RegressionSettings settings,
    Likelihood likelihood,
    Units units,
    GaussianPrior prior,
    Scales scales,
    Coefficients q,
    double[] sums) {
  private static final double LOG_TWO_PI = 1.8378770664093453;

  /** A row's response in the model's units. */
  double response(double read) {
    return units.response(likelihood.coded(read));
  }

  static Posterior of(RegressionSettings settings, Bundle parameters) {
    if (settings.diagonal()) {
      GaussianPrior prior = Independent.prior(parameters);
      return new Posterior(
          settings,
          settings.likelihood(),
          Units.of(parameters),
          prior,
          Scales.of(settings, parameters),
          Independent.q(parameters, prior),
          new double[0]);
    }
    return of(settings, parameters, Sums.of(parameters), Scales.of(settings, parameters));
  }

  /** Of sums and scales that may be others than the parameters'. */
  static Posterior of(RegressionSettings settings, Bundle parameters, Sums sums, Scales scales) {
    Units units = Units.of(parameters);
    GaussianPrior prior = GaussianPrior.of(settings, units, parameters, scales);
    Likelihood likelihood = likelihood(settings, parameters);
    Coefficients q =
        likelihood
            .noise()
            .map(
                noise ->
                    new NoiseSums(sums.rows()[0], sums.rows()[1], noise, settings.unit(units))
                        .posterior(sums.precision(), sums.natural(), prior))
            .orElseGet(() -> Coefficients.of(sums.precision(), sums.natural(), prior));
    return new Posterior(settings, likelihood, units, prior, scales, q, sums.precision());
  }

  private static Likelihood likelihood(RegressionSettings settings, Bundle parameters) {
    Likelihood likelihood = settings.likelihood();
    if (likelihood.dispersions().isEmpty()) {
      return likelihood;
    }
    double[] logs = parameters.values(Regression.DISPERSION);
    return likelihood.with(Arrays.stream(logs).map(StrictMath::exp).toArray());
  }

  /** Λ, lower triangle by rows. */
  double[] precision(double[] packed) {
    double[] precision = packed.clone();
    q.prior().addToPacked(precision);
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
        double unit = settings.unit(units, settings.column(j));
        squares[settings.place(j)] = q.square(j, prior.relative()[j]) / (unit * unit);
      }
    }
    return squares;
  }

  /** −KL(q || prior), priors bounded by their tangents, and log priors of dispersions. */
  double elbo(Bundle parameters) {
    double unit = settings.unit(units);
    double sum = 0.5 * (q.p() * (1 + LOG_TWO_PI) - q.logDeterminant());
    sum -= 0.5 * prior.own() * q.noise().meanLog();
    sum += prior.given().map(this::given).orElseGet(this::coefficients);
    sum +=
        likelihood
            .noise()
            .map(noise -> noise.expectedLog(q.noise(), unit) + q.noise().entropy())
            .orElse(0.0);
    List<Dispersion> dispersions = likelihood.dispersions();
    for (int d = 0; d < dispersions.size(); d++) {
      sum += dispersions.get(d).logPrior(parameters.values(Regression.DISPERSION)[d]);
    }
    return sum;
  }

  /** E log N(β; μ₀, P₀⁻¹). */
  private double given(GaussianPrior.Given known) {
    double quadratic = q.noise().meanInverse() * prior.traced(q) + known.about(q.means());
    return 0.5 * (known.logDeterminant() - q.p() * LOG_TWO_PI - quadratic);
  }

  /** E of the log priors of coefficients, and log priors of factors' deviations. */
  private double coefficients() {
    Prior[] priors = settings.priors().byColumn(settings.columns());
    int[] factors = settings.priors().factorOf(settings.columns());
    double sum = 0;
    for (int j = 0; j < q.p(); j++) {
      double expected = q.square(j, prior.relative()[j]);
      if (settings.isIntercept(j)) {
        double unit = settings.unit(units);
        double square = unit * unit * expected;
        sum += settings.interceptPrior().logDensity(square) + StrictMath.log(unit);
        continue;
      }
      int column = settings.column(j);
      if (factors[column] >= 0) {
        sum += new NormalPrior(scales.deviations()[factors[column]]).logDensity(expected);
        continue;
      }
      double unit = settings.unit(units, column);
      double square = scales.squares().length == 0 ? 0 : scales.squares()[settings.place(j)];
      double beyond = expected / (unit * unit) - square;
      sum += priors[column].logDensity(square) - StrictMath.log(unit);
      sum -= 0.5 * priors[column].precision(square) * beyond;
    }
    return sum + scales.logPrior(settings.priors());
  }
}
