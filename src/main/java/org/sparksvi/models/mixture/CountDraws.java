package org.sparksvi.models.mixture;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.random.Categorical;
import org.sparksvi.random.RandomStream;

/**
 * Draws documents of a mixture of multinomials or Bernoullis, at expected weights and
 * probabilities. Safe for many threads.
 */
public final class CountDraws {
  private final Categorical weights;
  private final CountFamily kind;
  private final double[] means; // columns × components
  private final Categorical[] words; // by component; of multinomials

  private CountDraws(Categorical weights, CountFamily kind, double[] means, Categorical[] words) {
    this.weights = weights;
    this.kind = kind;
    this.means = means;
    this.words = words;
  }

  /** Of a mixture at some parameters. */
  public static CountDraws of(MixtureModel<CountBlock> model, Bundle parameters) {
    CountComponents counts = (CountComponents) model.components();
    double[] means = counts.means(parameters);
    Categorical[] words = new Categorical[counts.count()];
    double[] one = new double[counts.columns()];
    for (int k = 0; k < words.length; k++) {
      for (int w = 0; w < one.length; w++) {
        one[w] = means[w * words.length + k];
      }
      words[k] = Categorical.of(one);
    }
    return new CountDraws(Categorical.of(model.weights(parameters)), counts.kind(), means, words);
  }

  /**
   * A document's words, as columns.
   *
   * @param tokens of a multinomial's document; a Bernoulli's has each word or not
   */
  public int[] draw(int tokens, RandomStream stream) {
    int k = weights.draw(stream);
    int components = words.length;
    return switch (kind) {
      case MULTINOMIAL ->
          java.util.stream.IntStream.range(0, tokens).map(t -> words[k].draw(stream)).toArray();
      case BERNOULLI ->
          java.util.stream.IntStream.range(0, means.length / components)
              .filter(w -> stream.uniform() < means[w * components + k])
              .toArray();
    };
  }
}
