package org.sparksvi.models.topics;

import static org.sparksvi.laws.Oracle.digamma;
import static org.sparksvi.laws.Oracle.logBeta;

import java.util.Arrays;

/**
 * Sums over every assignment z of the tokens of a tiny corpus to topics.
 *
 * <pre>
 *   p(w, z) = Π_d B(α + n_d) / B(α) · Π_k B(η + m_k) / B(η)
 *   KL(q || p(z, θ, β | w)) = Σ_z q(z) [ log q(z) − log p(z | w)
 *       + Σ_d KL(Dir(γ_d) || Dir(α + n_d)) + Σ_k KL(Dir(λ_k) || Dir(η + m_k)) ]
 * </pre>
 *
 * <p>n_d are the topics of a document's tokens, m_k the words of a topic's; given them θ and β are
 * Dirichlet.
 */
final class Enumeration {
  private final double[] alpha; // topics
  private final double[] eta; // words
  private final int documents;
  private final int[] documentOf; // tokens
  private final int[] wordOf; // tokens

  Enumeration(double[] alpha, double[] eta, double[][] counts) {
    this.alpha = alpha;
    this.eta = eta;
    this.documents = counts.length;
    int tokens = (int) Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    documentOf = new int[tokens];
    wordOf = new int[tokens];
    int at = 0;
    for (int d = 0; d < documents; d++) {
      for (int w = 0; w < eta.length; w++) {
        for (int c = 0; c < counts[d][w]; c++) {
          documentOf[at] = d;
          wordOf[at++] = w;
        }
      }
    }
  }

  private int assignments() {
    return (int) Math.round(Math.pow(alpha.length, wordOf.length));
  }

  private int topic(int assignment, int token) {
    int rest = assignment;
    for (int t = 0; t < token; t++) {
      rest /= alpha.length;
    }
    return rest % alpha.length;
  }

  /** α + n_d and η + m_k of an assignment: documents × topics, then topics × words. */
  private double[][] posterior(int assignment) {
    double[][] parameters = new double[documents + alpha.length][];
    for (int d = 0; d < documents; d++) {
      parameters[d] = alpha.clone();
    }
    for (int k = 0; k < alpha.length; k++) {
      parameters[documents + k] = eta.clone();
    }
    for (int t = 0; t < wordOf.length; t++) {
      int k = topic(assignment, t);
      parameters[documentOf[t]][k]++;
      parameters[documents + k][wordOf[t]]++;
    }
    return parameters;
  }

  private double logJoint(double[][] posterior) {
    double sum = -documents * logBeta(alpha) - alpha.length * logBeta(eta);
    for (double[] parameters : posterior) {
      sum += logBeta(parameters);
    }
    return sum;
  }

  /** log p(w). */
  double logEvidence() {
    double largest = Double.NEGATIVE_INFINITY;
    double[] logs = new double[assignments()];
    for (int z = 0; z < logs.length; z++) {
      logs[z] = logJoint(posterior(z));
      largest = Math.max(largest, logs[z]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum);
  }

  /** KL of a variational distribution from the posterior. */
  double divergence(Textbook q) {
    double evidence = logEvidence();
    double sum = 0;
    for (int z = 0; z < assignments(); z++) {
      double logQ = 0;
      for (int t = 0; t < wordOf.length; t++) {
        logQ += Math.log(q.phi(documentOf[t], wordOf[t], topic(z, t)));
      }
      double[][] posterior = posterior(z);
      double inside = logQ - (logJoint(posterior) - evidence);
      for (int d = 0; d < documents; d++) {
        inside += divergence(q.gamma(d), posterior[d]);
      }
      for (int k = 0; k < alpha.length; k++) {
        inside += divergence(q.lambda(k), posterior[documents + k]);
      }
      sum += Math.exp(logQ) * inside;
    }
    return sum;
  }

  /** KL(Dir(a) || Dir(b)). */
  private static double divergence(double[] a, double[] b) {
    double digammaOfSum = digamma(Arrays.stream(a).sum());
    double sum = logBeta(b) - logBeta(a);
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (digamma(a[i]) - digammaOfSum);
    }
    return sum;
  }
}
