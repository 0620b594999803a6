package org.sparksvi.models.regression;

import org.sparksvi.family.Gamma;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Draws of coefficients and noise from q, with what they say of prior and q. Shared by many
 * threads.
 *
 * @param coefficients β in the model's units, draws × p
 * @param precisions τ
 * @param logRatios log p(β, τ) − log q(β, τ)
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record GlobalDraws(
    Posterior posterior, double[][] coefficients, double[] precisions, double[] logRatios) {
  private static final double LOG_TWO_PI = 1.8378770664093453;

  static GlobalDraws of(Posterior posterior, int draws, Streams streams) {
    int p = posterior.q().p();
    double[] normals = new double[p];
    double[][] coefficients = new double[draws][p];
    double[] precisions = new double[draws];
    double[] ratios = new double[draws];
    for (int s = 0; s < draws; s++) {
      RandomStream stream = streams.stream(Purpose.EVIDENCE, s);
      precisions[s] = posterior.q().draw(stream, normals, coefficients[s]);
      double log = 0.5 * (p * LOG_TWO_PI - posterior.q().logDeterminant());
      for (double z : normals) {
        log += 0.5 * z * z;
      }
      ratios[s] =
          log
              + logPrior(posterior, coefficients[s], precisions[s])
              + noise(posterior, precisions[s]);
    }
    return new GlobalDraws(posterior, coefficients, precisions, ratios);
  }

  /** log p(β | τ) but for what q(β | τ) has as well: √τ to the power p. */
  private static double logPrior(Posterior posterior, double[] beta, double precision) {
    RegressionSettings settings = posterior.settings();
    Units units = posterior.units();
    double sum = -0.5 * posterior.prior().own() * StrictMath.log(precision);
    if (posterior.prior().given().isPresent()) {
      GaussianPrior.Given given = posterior.prior().given().get();
      return sum + 0.5 * (given.logDeterminant() - beta.length * LOG_TWO_PI - given.about(beta));
    }
    Prior[] priors = settings.priors().byColumn(settings.columns());
    for (int j = 0; j < beta.length; j++) {
      double factor = posterior.prior().relative()[j] ? precision : 1;
      double square = factor * beta[j] * beta[j];
      if (!settings.isIntercept(j)) {
        double unit = settings.unit(units, settings.column(j));
        Prior prior = priors[settings.column(j)];
        sum += prior.logDensity(square / (unit * unit)) - StrictMath.log(unit);
      } else {
        double unit = settings.unit(units);
        sum += settings.interceptPrior().logDensity(unit * unit * square) + StrictMath.log(unit);
      }
    }
    return sum;
  }

  private static double noise(Posterior posterior, double precision) {
    Noise q = posterior.q().noise();
    return posterior
        .likelihood()
        .noise()
        .map(
            prior ->
                prior.logDensity(precision, posterior.settings().unit(posterior.units()))
                    - logDensity(q, precision))
        .orElse(0.0);
  }

  private static double logDensity(Noise noise, double precision) {
    return (noise.shape() - 1) * StrictMath.log(precision)
        - noise.rate() * precision
        - Gamma.logNormaliser(noise.shape(), noise.rate());
  }
}
