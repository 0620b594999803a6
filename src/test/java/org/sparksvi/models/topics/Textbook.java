package org.sparksvi.models.topics;

import static org.sparksvi.laws.Oracle.digamma;
import static org.sparksvi.laws.Oracle.logBeta;

import java.util.Arrays;

/**
 * Latent Dirichlet allocation written out: the variational distribution with every φ, and the bound
 * term by term as in Blei, Ng and Jordan (2003), appendix A.3, with topics random as well.
 */
final class Textbook {
  private final double[] alpha; // topics
  private final double[] eta; // words
  private final double[][] counts; // documents × words
  private final double[][] gamma; // documents × topics
  private final double[][] lambda; // topics × words
  private final double[][][] phi; // documents × words × topics

  /**
   * With φ at its optimum.
   *
   * @param wordsByTopics λ, words × topics, row-major
   */
  Textbook(
      double[] alpha, double[] eta, double[][] counts, double[][] gamma, double[] wordsByTopics) {
    this.alpha = alpha;
    this.eta = eta;
    this.counts = counts;
    this.gamma = gamma;
    int topics = alpha.length;
    lambda = new double[topics][eta.length];
    for (int i = 0; i < wordsByTopics.length; i++) {
      lambda[i % topics][i / topics] = wordsByTopics[i];
    }
    phi = new double[counts.length][eta.length][];
    for (int d = 0; d < counts.length; d++) {
      for (int w = 0; w < eta.length; w++) {
        phi[d][w] = phi(d, w);
      }
    }
  }

  private double[] phi(int d, int w) {
    double[] logs = new double[alpha.length];
    Arrays.setAll(logs, k -> logMean(gamma[d], k) + logMean(lambda[k], w));
    double largest = Arrays.stream(logs).max().orElseThrow();
    double[] weights = Arrays.stream(logs).map(x -> Math.exp(x - largest)).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(x -> x / sum).toArray();
  }

  double phi(int d, int w, int k) {
    return phi[d][w][k];
  }

  double[] gamma(int d) {
    return gamma[d];
  }

  double[] lambda(int k) {
    return lambda[k];
  }

  /** E[log x_i] under a Dirichlet. */
  private static double logMean(double[] a, int i) {
    return digamma(a[i]) - digamma(Arrays.stream(a).sum());
  }

  /** E_q[log Dirichlet(x | prior)] where q is a Dirichlet. */
  private static double crossEntropy(double[] q, double[] prior) {
    double sum = -logBeta(prior);
    for (int i = 0; i < q.length; i++) {
      sum += (prior[i] - 1) * logMean(q, i);
    }
    return sum;
  }

  double elbo() {
    double sum = 0;
    for (double[] topic : lambda) {
      sum += crossEntropy(topic, eta) - crossEntropy(topic, topic);
    }
    for (int d = 0; d < counts.length; d++) {
      sum += crossEntropy(gamma[d], alpha) - crossEntropy(gamma[d], gamma[d]);
      for (int w = 0; w < eta.length; w++) {
        for (int k = 0; k < alpha.length; k++) {
          double p = phi[d][w][k];
          if (p > 0) {
            sum += counts[d][w] * p * (logMean(gamma[d], k) + logMean(lambda[k], w) - Math.log(p));
          }
        }
      }
    }
    return sum;
  }
}
