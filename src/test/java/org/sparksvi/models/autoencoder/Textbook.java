package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.special.Gamma;
import org.sparksvi.bundle.Bundle;

/** Log densities, expected rows and derivatives from their definitions. */
final class Textbook {
  /** Of central differences; their error is below 1e-9 of functions of size 100. */
  private static final double STEP = 1e-5;

  /** Densities need no generator, and one is slow to make. */
  private static final RandomGenerator NO_DRAWS = null;

  private Textbook() {}

  /** log p(x | outputs) of a row, with the constants that models keep apart. */
  static double logDensity(Likelihood likelihood, double[] x, double[] outputs, Bundle own) {
    double[] mean = mean(likelihood, outputs, Arrays.stream(x).sum());
    double sum = likelihood instanceof Multinomial ? logFactorial(Arrays.stream(x).sum()) : 0;
    for (int d = 0; d < x.length; d++) {
      sum +=
          switch (likelihood.name()) {
            case "bernoulli" -> x[d] * Math.log(mean[d]) + (1 - x[d]) * Math.log(1 - mean[d]);
            case "gaussian" ->
                new NormalDistribution(NO_DRAWS, mean[d], Math.sqrt(variance(likelihood, own, d)))
                    .logDensity(x[d]);
            case "multinomial" ->
                x[d] * Math.log(mean[d] / Arrays.stream(mean).sum()) - logFactorial(x[d]);
            case "poisson" ->
                new PoissonDistribution(NO_DRAWS, mean[d], 1e-12, 1).logProbability((int) x[d]);
            default ->
                logNegativeBinomial(x[d], mean[d], Math.exp(own.values("dispersion.log")[d]));
          };
    }
    return sum;
  }

  /** Γ(x + r) / (x! Γ(r)) p^x (1 − p)^r with p = μ / (r + μ). */
  private static double logNegativeBinomial(double x, double mean, double r) {
    double p = mean / (r + mean);
    double ways = Gamma.logGamma(x + r) - Gamma.logGamma(r) - logFactorial(x);
    return ways + x * Math.log(p) + r * Math.log(1 - p);
  }

  private static double logFactorial(double x) {
    return Gamma.logGamma(x + 1);
  }

  static double variance(Likelihood likelihood, Bundle own, int column) {
    Gaussian gaussian = (Gaussian) likelihood;
    double[] s = own.values("noise.log-variance");
    double learned = Math.exp(s[s.length == 1 ? 0 : column]);
    return gaussian.noise() == Gaussian.Noise.FIXED ? learned : gaussian.floor() + learned;
  }

  /** E[x | outputs] of a row of a total; a row without any is taken as one of 1. */
  static double[] mean(Likelihood likelihood, double[] outputs, double total) {
    boolean shared =
        likelihood instanceof Multinomial
            || likelihood.equals(new Poisson(true))
            || likelihood.equals(new NegativeBinomial(true));
    if (likelihood instanceof Gaussian) {
      return outputs.clone();
    }
    if (likelihood instanceof Bernoulli) {
      return Arrays.stream(outputs).map(a -> 1 / (1 + Math.exp(-a))).toArray();
    }
    double[] rates = Arrays.stream(outputs).map(Math::exp).toArray();
    double factor = shared ? Math.max(1, total) / Arrays.stream(rates).sum() : 1;
    return Arrays.stream(rates).map(rate -> rate * factor).toArray();
  }

  /** What the encoder sees of a row. */
  static double[] inputs(Likelihood likelihood, double[] x) {
    double length = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
    return switch (likelihood.name()) {
      case "bernoulli" -> x;
      case "gaussian" -> x;
      case "multinomial" -> Arrays.stream(x).map(v -> length == 0 ? 0 : v / length).toArray();
      default -> Arrays.stream(x).map(v -> Math.log(1 + v)).toArray();
    };
  }

  static double logMeanExp(double[] logs) {
    return Math.log(Arrays.stream(logs).map(Math::exp).average().orElseThrow());
  }

  /** By a central difference of fourth order. */
  static double derivative(ToDoubleFunction<double[]> function, double[] at, int coordinate) {
    double[] x = at.clone();
    double[] values = new double[4];
    int[] steps = {-2, -1, 1, 2};
    for (int s = 0; s < steps.length; s++) {
      x[coordinate] = at[coordinate] + steps[s] * STEP;
      values[s] = function.applyAsDouble(x);
    }
    return (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * STEP);
  }
}
