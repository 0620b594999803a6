package org.sparksvi.models.topics;

import java.util.Arrays;
import org.sparksvi.random.RandomStream;

/**
 * Unbiased estimates of a document's probability given topics, by particles that take one token
 * after the other, in random order:
 *
 * <pre>
 *   p(w_n | z_{&lt;n}) = Σ_k (n_k + α_k) β_{k w_n} / (n − 1 + Σα)
 *   z_n ~ p(z_n | w_n, z_{&lt;n})        p(w) ≈ Π_n Σ_p W_p p(w_n | z^p_{&lt;n})
 * </pre>
 *
 * <p>W are the particles' weights; where these leave half of them no say, particles are drawn anew.
 * The shares θ are integrated out. Wallach, Murray, Salakhutdinov and Mimno (2009), the
 * left-to-right method; Buntine (2009), without their inner sweeps. Scratch of one thread.
 */
final class TokenParticles {
  static final int PARTICLES = 16;

  private final double[] alpha;
  private final double alphaTotal;
  private final double[][] counts = new double[PARTICLES][]; // n_k + α_k, particles × topics
  private final double[][] spare = new double[PARTICLES][];
  private final double[] weights = new double[PARTICLES];
  private final double[] shares; // (n_k + α_k) β_kw, topics

  TokenParticles(double[] alpha) {
    this.alpha = alpha;
    this.alphaTotal = Arrays.stream(alpha).sum();
    this.shares = new double[alpha.length];
    for (int p = 0; p < PARTICLES; p++) {
      counts[p] = new double[alpha.length];
      spare[p] = new double[alpha.length];
    }
  }

  /**
   * The log of one estimate, in nats.
   *
   * @param tokens places of words
   * @param words β, words × topics
   */
  double logEvidence(int[] tokens, double[] words, RandomStream stream) {
    int topics = alpha.length;
    for (double[] particle : counts) {
      System.arraycopy(alpha, 0, particle, 0, topics);
    }
    Arrays.fill(weights, 1.0 / PARTICLES);
    double log = 0;
    int[] order = stream.permutation(tokens.length);
    for (int n = 0; n < tokens.length; n++) {
      int from = tokens[order[n]] * topics;
      double sum = 0;
      for (int p = 0; p < PARTICLES; p++) {
        double predicted = 0;
        for (int k = 0; k < topics; k++) {
          predicted += counts[p][k] * words[from + k];
          shares[k] = predicted; // cumulative
        }
        weights[p] *= predicted / (n + alphaTotal);
        sum += weights[p];
        counts[p][below(stream.uniform() * predicted)]++;
      }
      log += StrictMath.log(sum);
      normalise(sum, stream);
    }
    return log;
  }

  /** The topic whose cumulative share is the first above a point. */
  private int below(double point) {
    int topic = 0;
    while (topic < shares.length - 1 && shares[topic] <= point) {
      topic++;
    }
    return topic;
  }

  private void normalise(double sum, RandomStream stream) {
    double squares = 0;
    for (int p = 0; p < PARTICLES; p++) {
      weights[p] /= sum;
      squares += weights[p] * weights[p];
    }
    if (squares * PARTICLES > 2) {
      redraw(stream.uniform());
    }
  }

  /** Systematic resampling. */
  private void redraw(double offset) {
    int from = 0;
    double cumulative = weights[0];
    for (int p = 0; p < PARTICLES; p++) {
      double point = (p + offset) / PARTICLES;
      while (cumulative <= point && from < PARTICLES - 1) {
        cumulative += weights[++from];
      }
      System.arraycopy(counts[from], 0, spare[p], 0, alpha.length);
    }
    for (int p = 0; p < PARTICLES; p++) {
      double[] kept = counts[p];
      counts[p] = spare[p];
      spare[p] = kept;
    }
    Arrays.fill(weights, 1.0 / PARTICLES);
  }
}
