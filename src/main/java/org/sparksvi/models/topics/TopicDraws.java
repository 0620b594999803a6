package org.sparksvi.models.topics;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.random.Categorical;
import org.sparksvi.random.RandomStream;

/**
 * Draws documents of a topic model, at expected topics. Safe for many threads.
 *
 * <pre>
 *   θ ~ Dirichlet(α)      z ~ θ,  w ~ E β_z      for every token
 * </pre>
 */
public final class TopicDraws {
  private final double[] alpha; // topics
  private final Categorical[] words; // by topic

  private TopicDraws(double[] alpha, Categorical[] words) {
    this.alpha = alpha;
    this.words = words;
  }

  /** Of a model at some parameters. */
  public static TopicDraws of(TopicsModel model, Bundle parameters) {
    double[] alpha = model.alpha(parameters);
    double[] lambda = parameters.copyOf(TopicsModel.TOPICS);
    Categorical[] words = new Categorical[alpha.length];
    double[] one = new double[model.settings().words()];
    for (int k = 0; k < words.length; k++) {
      for (int w = 0; w < one.length; w++) {
        one[w] = lambda[w * words.length + k];
      }
      words[k] = Categorical.of(one);
    }
    return new TopicDraws(alpha, words);
  }

  /** The words of a document of so many tokens, as columns. */
  public int[] draw(int tokens, RandomStream stream) {
    Categorical topics = shares(stream);
    int[] drawn = new int[tokens];
    for (int t = 0; t < tokens; t++) {
      drawn[t] = words[topics.draw(stream)].draw(stream);
    }
    return drawn;
  }

  private Categorical shares(RandomStream stream) {
    double[] shares = new double[alpha.length];
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = stream.gamma(alpha[k]);
      sum += shares[k];
    }
    if (sum == 0) { // every draw was too small for a double: all the weight on one topic
      shares[Categorical.of(alpha).draw(stream)] = 1;
    }
    return Categorical.of(shares);
  }
}
