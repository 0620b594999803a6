package org.sparksvi.models.regression;

import java.io.Serializable;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.sparksvi.family.Gamma;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * The Gamma distribution of a noise precision τ; of infinite shape where τ is 1.
 *
 * @param shape α
 * @param rate β
 */
public record Noise(double shape, double rate) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of likelihoods that have none: τ is 1. */
  static final Noise NONE = new Noise(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** From here on ψ′(α) − 1/α is its series: the difference loses digits. */
  private static final double LARGE = 1e3;

  private static final double DIGITS = 1e-14;
  private static final int EVALUATIONS = 1000;

  /**
   * The Gamma distribution nearest to a generalised inverse Gaussian one, by KL from the latter:
   *
   * <pre>
   *   maximises E[(k − 1) log τ − B τ − C/τ] + H
   *   (α − k)(ψ′(α) − 1/α) = c / (α (α − 1))     c = C E 1/τ     β = α B / (k + c)
   * </pre>
   *
   * @param k positive where C is 0
   * @param linear B, positive
   * @param reciprocal C, not negative; at 0 the answer is exact
   */
  static Noise nearest(double k, double linear, double reciprocal) {
    if (reciprocal == 0) {
      return new Noise(k, linear);
    }
    double least = Math.max(k, 1);
    UnivariateFunction slope =
        above -> {
          double shape = least + above;
          double share = share(k, linear, reciprocal, shape);
          return (k - least - above) * excess(shape) * shape * (shape - 1) + share;
        };
    double high = 1;
    while (slope.value(high) > 0) {
      high *= 2;
    }
    double low = Math.min(high, 1);
    while (slope.value(low) < 0) {
      low /= 2;
    }
    double above =
        low == high
            ? low
            : new BrentSolver(DIGITS, Double.MIN_NORMAL).solve(EVALUATIONS, slope, low, high);
    double shape = least + above;
    double rate = shape * linear / (k + share(k, linear, reciprocal, shape));
    return new Noise(shape, rate);
  }

  /** c = C β / (α − 1) at the best β of a shape. */
  private static double share(double k, double linear, double reciprocal, double shape) {
    double each = reciprocal * linear * shape / (shape - 1); // c (k + c)
    double root = Math.sqrt(k * k + 4 * each);
    return k > 0 ? 2 * each / (k + root) : 0.5 * (root - k);
  }

  /** ψ′(α) − 1/α. */
  private static double excess(double shape) {
    double x = 1 / shape;
    return shape > LARGE
        ? x * x * (0.5 + x * (1 / 6.0 - x * x / 30))
        : SpecialFunctions.trigamma(shape) - x;
  }

  boolean known() {
    return Double.isInfinite(shape);
  }

  /** E τ. */
  double mean() {
    return known() ? 1 : shape / rate;
  }

  /** E 1/τ, as far as it is finite: β / (α − 1), else β / α. */
  double meanInverse() {
    return known() ? 1 : rate / (shape > 1 ? shape - 1 : shape);
  }

  /** E τ^−½, as far as it is finite. */
  double meanDeviation() {
    if (shape <= 1) {
      return Math.sqrt(rate / shape);
    }
    double log = SpecialFunctions.logGamma(shape - 0.5) - SpecialFunctions.logGamma(shape);
    return Math.sqrt(rate) * StrictMath.exp(log);
  }

  /** E log τ. */
  double meanLog() {
    return known() ? 0 : Gamma.meanLog(shape, rate);
  }

  /** In nats. */
  double entropy() {
    return Gamma.logNormaliser(shape, rate) + shape - (shape - 1) * meanLog();
  }

  /** KL of this from another. */
  double divergence(Noise other) {
    return known() ? 0 : Gamma.kl(shape, rate, other.shape, other.rate);
  }
}
