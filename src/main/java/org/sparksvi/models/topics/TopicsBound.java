package org.sparksvi.models.topics;

import static org.sparksvi.numeric.SpecialFunctions.digamma;
import static org.sparksvi.numeric.SpecialFunctions.logGamma;

import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.LogGammas;

/** The global part of the topic model's bound. */
final class TopicsBound {
  /** Words of one term of the sum; fixed, so that the sum does not depend on the machine. */
  private static final int CHUNK = 1024;

  private TopicsBound() {}

  /**
   * −KL(q(β) || p(β)).
   *
   * <pre>
   *   Σ_k [ Σ_w (η_w − λ_kw) E[log β_kw] + log Γ(Σ_w η_w) − Σ_w log Γ(η_w)
   *         − log Γ(Λ_k) + Σ_w log Γ(λ_kw) ]
   * </pre>
   *
   * @param eta η, words
   */
  static double globalElbo(Bundle parameters, double[] eta) {
    double[] totals = parameters.values(TopicsModel.TOTALS);
    double[] digammas = TopicTable.digammas(totals);
    double etaSum = 0;
    double etaLogs = 0;
    for (double value : eta) {
      etaSum += value;
      etaLogs += logGamma(value);
    }
    double[] sums = sumsOverWords(parameters, eta, digammas);
    double bound = 0;
    for (int k = 0; k < totals.length; k++) {
      bound += sums[k] + logGamma(etaSum) - etaLogs - logGamma(totals[k]);
    }
    return bound;
  }

  /** Σ_kw (λ'_kw − η_w) E[log β_kw], λ' being those of other parameters. */
  static double expectedLogLikelihood(Bundle kept, double[] eta, Bundle at) {
    int field = at.layout().index(TopicsModel.TOPICS);
    int topics = at.layout().field(field).columns();
    double[] digammas = TopicTable.digammas(at.values(TopicsModel.TOTALS));
    double[] earlier = new double[topics];
    double[] lambda = new double[topics];
    double sum = 0;
    for (int w = 0; w < eta.length; w++) {
      kept.row(field, w, earlier, 0);
      at.row(field, w, lambda, 0);
      for (int k = 0; k < topics; k++) {
        sum += (earlier[k] - eta[w]) * (digamma(lambda[k]) - digammas[k]);
      }
    }
    return sum;
  }

  /** E[log β_kw] averaged over topics, for every word. */
  static double[] meanLogWords(Bundle parameters) {
    int field = parameters.layout().index(TopicsModel.TOPICS);
    int topics = parameters.layout().field(field).columns();
    int words = parameters.layout().field(field).rows();
    double[] digammas = TopicTable.digammas(parameters.values(TopicsModel.TOTALS));
    double[] means = new double[words];
    IntStream.range(0, words)
        .parallel()
        .forEach(
            word -> {
              double[] row = new double[topics];
              parameters.row(field, word, row, 0);
              double sum = 0;
              for (int k = 0; k < topics; k++) {
                sum += digamma(row[k]) - digammas[k];
              }
              means[word] = sum / topics;
            });
    return means;
  }

  /**
   * Σ_w (η_w − λ_kw) E[log β_kw] + log Γ(λ_kw) for each topic, chunk by chunk and then in the order
   * of the chunks.
   */
  private static double[] sumsOverWords(Bundle parameters, double[] eta, double[] digammas) {
    double[][] parts =
        IntStream.range(0, (eta.length + CHUNK - 1) / CHUNK)
            .parallel()
            .mapToObj(
                chunk -> {
                  int to = Math.min(eta.length, (chunk + 1) * CHUNK);
                  return sumsOverWords(parameters, eta, digammas, chunk * CHUNK, to);
                })
            .toArray(double[][]::new);
    double[] sums = new double[digammas.length];
    for (double[] part : parts) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += part[k];
      }
    }
    return sums;
  }

  private static double[] sumsOverWords(
      Bundle parameters, double[] eta, double[] digammas, int from, int to) {
    int field = parameters.layout().index(TopicsModel.TOPICS);
    int topics = digammas.length;
    double[] lambda = new double[topics];
    double[] logGammas = new double[topics];
    double[] psi = new double[topics];
    double[] sums = new double[topics];
    for (int w = from; w < to; w++) {
      parameters.row(field, w, lambda, 0);
      LogGammas.withDigammas(lambda, topics, logGammas, psi);
      for (int k = 0; k < topics; k++) {
        sums[k] += (eta[w] - lambda[k]) * (psi[k] - digammas[k]) + logGammas[k];
      }
    }
    return sums;
  }
}
