package org.sparksvi.models.mixture;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.sparksvi.family.Beta;

/**
 * Weights of a truncated Dirichlet process, by stick breaking.
 *
 * <pre>
 *   π_k = v_k Π_{l&lt;k} (1 − v_l)      v_k ~ Beta(1, α)      v_T = 1
 *   q(v_k) = Beta(1 + N_k, α + Σ_{l&gt;k} N_l)
 * </pre>
 *
 * <p>Blei and Jordan (2006). The bound depends on the order of the components; larger ones come
 * first.
 *
 * @param alpha α, the concentration
 */
record StickMixing(double alpha) implements Mixing {

  StickMixing {
    Mixing.requirePositive("the concentration of the Dirichlet process", alpha);
  }

  /** α + Σ_{l>k} N_l. */
  private double[] rests(double[] counts) {
    double[] rests = new double[counts.length];
    double after = 0;
    for (int k = counts.length - 1; k >= 0; k--) {
      rests[k] = alpha + after;
      after += counts[k];
    }
    return rests;
  }

  @Override
  public double[] meanLogs(double[] counts) {
    double[] rests = rests(counts);
    double[] logs = new double[counts.length];
    double broken = 0; // Σ_{l<k} E[log (1 − v_l)]
    for (int k = 0; k < logs.length; k++) {
      boolean last = k == logs.length - 1;
      logs[k] = broken + (last ? 0 : Beta.meanLog(1 + counts[k], rests[k]));
      broken += Beta.meanLog(rests[k], 1 + counts[k]);
    }
    return logs;
  }

  @Override
  public double[] means(double[] counts) {
    double[] rests = rests(counts);
    double[] means = new double[counts.length];
    double left = 1; // Π_{l<k} E[1 − v_l]
    for (int k = 0; k < means.length; k++) {
      boolean last = k == means.length - 1;
      double share = last ? 1 : (1 + counts[k]) / (1 + counts[k] + rests[k]);
      means[k] = left * share;
      left *= 1 - share;
    }
    return means;
  }

  @Override
  public double globalElbo(double[] counts) {
    double[] rests = rests(counts);
    double kl = 0;
    for (int k = 0; k < counts.length - 1; k++) {
      kl += Beta.kl(1 + counts[k], rests[k], 1, alpha);
    }
    return -kl;
  }

  /**
   * By descending count, where that has more evidence.
   *
   * <p>Of two neighbours the larger one first has more by the factor (α + after + larger) / (α +
   * after + smaller), but for the last two, where α above 1 turns it round.
   */
  @Override
  public int[] order(double[] counts) {
    int[] sorted =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -counts[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] descending = IntStream.of(sorted).mapToDouble(k -> counts[k]).toArray();
    return evidence(descending) > evidence(counts) ? sorted : Mixing.super.order(counts);
  }

  /** Σ_k log B(1 + N_k, α + Σ_{l>k} N_l), the part of the evidence that depends on the order. */
  double evidence(double[] counts) {
    double[] rests = rests(counts);
    double sum = 0;
    for (int k = 0; k < counts.length - 1; k++) {
      sum += Beta.logBeta(1 + counts[k], rests[k]);
    }
    return sum;
  }
}
