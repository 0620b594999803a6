package org.sparksvi.diagnose;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Importance weights whose largest are smoothed by a generalised Pareto distribution, and what they
 * say of an integral.
 *
 * <pre>
 *   w_s = p(x, z_s) / q(z_s),  z_s ~ q       log p(x) ≈ log (1/S) Σ_s w_s
 *   tail: the M = ⌈min(S/5, 3√S)⌉ largest; in excess of the next, ~ Pareto(k, σ)
 *   smoothed: the quantiles of that distribution at (i − ½)/M, at most the largest weight
 * </pre>
 *
 * <p>The shape k says how many moments the weights have, 1/k of them: below ½ the estimate has a
 * variance, above 0.7 no number of draws that is at hand makes it reliable. Fewer draws allow less
 * ({@link #limit}).
 *
 * <p>Vehtari, Simpson, Gelman, Yao and Gabry (2024), Pareto smoothed importance sampling; the fit
 * is that of Zhang and Stephens (2009), drawn towards ½ by ten observations.
 *
 * @param shape k; infinite where fewer than five weights are beyond the others
 * @param logWeights smoothed, as they came but for the tail
 * @param logMean log (1/S) Σ w, in nats
 * @param standardError of the log mean, sd(w) / (mean(w) √S), in nats
 * @param effective number of draws, (Σ w)² / Σ w²
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ParetoSmoothed(
    double shape, double[] logWeights, double logMean, double standardError, double effective) {
  /** Shape beyond which weights are of no use. */
  public static final double USABLE = 0.7;

  /** Weights that differ by less, in nats, are the same: what they say is exact. */
  private static final double SAME = 1e-6;

  /** Share of the draws that are effective where χ² of their weights is 0.05. */
  static final double NEARLY_ALL = 0.95;

  /** Weights that a tail is fitted to, at least. */
  static final int LEAST_TAIL = 5;

  private static final double PRIOR_SHAPE = 0.5;
  private static final double PRIOR_WEIGHT = 10;
  private static final double PRIOR_SCALE = 3;

  /**
   * Smooths.
   *
   * @param logRatios log p(x, z_s) − log q(z_s), at least one; −∞ where p is 0
   * @throws IllegalArgumentException where one is not a number or infinite, or all are −∞
   */
  public static ParetoSmoothed of(double[] logRatios) {
    double largest = Arrays.stream(logRatios).max().orElse(Double.NaN); // NaN wherever one is
    if (!Double.isFinite(largest)) {
      throw new IllegalArgumentException(
          "the largest of %d log ratios must be finite, but was %s"
              .formatted(logRatios.length, largest));
    }
    int draws = logRatios.length;
    Integer[] order =
        IntStream.range(0, draws)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> logRatios[i]))
            .toArray(Integer[]::new);
    double[] logs = logRatios.clone();
    if (largest - logRatios[order[0]] < SAME) {
      return summed(0, logs, largest);
    }
    int most = (int) tail(draws);
    double beyond = Math.max(logRatios[order[draws - 1 - most]] - largest, -700); // exp is > 0
    int first = draws - most;
    while (first < draws && !(logRatios[order[first]] - largest > beyond)) {
      first++;
    }
    int tail = draws - first;
    if (tail < LEAST_TAIL) {
      return summed(Double.POSITIVE_INFINITY, logs, largest);
    }
    double threshold = StrictMath.exp(beyond);
    double[] excess = new double[tail];
    for (int i = 0; i < tail; i++) {
      excess[i] = StrictMath.exp(logRatios[order[first + i]] - largest) - threshold;
    }
    Tail fit = Tail.of(excess);
    for (int i = 0; i < tail; i++) {
      double smoothed = threshold + fit.quantile((i + 0.5) / tail);
      logs[order[first + i]] = largest + Math.min(0, StrictMath.log(smoothed));
    }
    return summed(fit.shape(), logs, largest);
  }

  private static ParetoSmoothed summed(double shape, double[] logs, double largest) {
    double sum = 0;
    double squares = 0;
    for (double log : logs) {
      double weight = StrictMath.exp(log - largest);
      sum += weight;
      squares += weight * weight;
    }
    int draws = logs.length;
    double effective = sum * sum / squares;
    double variance = draws > 1 ? Math.max(0, draws / effective - 1) / (draws - 1) : 0;
    return new ParetoSmoothed(
        shape, logs, largest + StrictMath.log(sum / draws), Math.sqrt(variance), effective);
  }

  /** Shape up to which so many draws are reliable: min(1 − 1/log₁₀ S, 0.7). */
  public static double limit(int draws) {
    return Math.min(1 - 1 / Math.log10(draws), USABLE);
  }

  /** Standard error of the shape of a tail of so many draws, (1 + k) / √M. */
  public static double shapeError(double shape, int draws) {
    return (1 + Math.max(0, shape)) / Math.sqrt(tail(draws));
  }

  private static double tail(int draws) {
    return Math.ceil(Math.min(draws / 5.0, 3 * Math.sqrt(draws)));
  }

  /**
   * Whether so many draws are reliable: at this shape, or because nearly all of them count, so that
   * the tail has no size whatever its shape is.
   */
  public boolean reliable() {
    int draws = logWeights.length;
    boolean few = draws < LEAST_TAIL * LEAST_TAIL; // too few for a tail
    return shape <= limit(draws) || (!few && effective >= NEARLY_ALL * draws);
  }

  /** Normalised weights, which sum to 1. */
  public double[] weights() {
    double log = logMean + StrictMath.log(logWeights.length);
    return Arrays.stream(logWeights).map(w -> StrictMath.exp(w - log)).toArray();
  }

  /**
   * ½ log (1/S) Σ w², in nats: an estimate of an upper bound of the log evidence (Dieng, Tran,
   * Ranganath, Paisley and Blei, 2017, with n = 2).
   */
  public double upperBound() {
    double largest = Arrays.stream(logWeights).max().orElseThrow();
    double sum = Arrays.stream(logWeights).map(w -> StrictMath.exp(2 * (w - largest))).sum();
    return largest + 0.5 * StrictMath.log(sum / logWeights.length);
  }

  /**
   * A generalised Pareto distribution of excesses.
   *
   * @param shape k, drawn towards ½
   * @param fitted k as fitted
   * @param scale σ
   */
  private record Tail(double shape, double fitted, double scale) {

    /** Fits the posterior mean of b = −k/σ over a grid; excesses ascend. */
    static Tail of(double[] excess) {
      int n = excess.length;
      int grid = 30 + (int) Math.sqrt(n);
      double quartile = excess[(int) (n / 4.0 + 0.5) - 1];
      double[] rates = new double[grid];
      double[] logLikelihoods = new double[grid];
      for (int j = 0; j < grid; j++) {
        rates[j] = (1 - Math.sqrt(grid / (j + 0.5))) / (PRIOR_SCALE * quartile) + 1 / excess[n - 1];
        double shape = shape(rates[j], excess);
        logLikelihoods[j] = n * (StrictMath.log(-rates[j] / shape) - shape - 1);
      }
      double best = Arrays.stream(logLikelihoods).max().orElseThrow();
      double sum = 0;
      double mean = 0;
      for (int j = 0; j < grid; j++) {
        double weight = StrictMath.exp(logLikelihoods[j] - best);
        sum += weight;
        mean += weight * rates[j];
      }
      double rate = mean / sum;
      double fitted = shape(rate, excess);
      double shape = (n * fitted + PRIOR_WEIGHT * PRIOR_SHAPE) / (n + PRIOR_WEIGHT);
      return new Tail(shape, fitted, -fitted / rate);
    }

    private static double shape(double rate, double[] excess) {
      double sum = 0;
      for (double x : excess) {
        sum += StrictMath.log1p(-rate * x);
      }
      return sum / excess.length;
    }

    double quantile(double p) {
      return scale * StrictMath.expm1(-shape * StrictMath.log1p(-p)) / shape;
    }
  }
}
