package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.model.Contribution;
import org.sparksvi.random.Streams;

/** What may be renamed, repeated or cut otherwise without a difference. */
class TopicsSymmetriesTest {
  private static final int WORDS = 11;
  private static final int TOPICS = 4;

  /** Sums in another order. */
  private static final double ROUNDING = 1e-11;

  private final Corpus corpus = Corpus.random(14, WORDS, 18, 5);
  private final double[] lambda = Corpus.randomLambda(WORDS, TOPICS, 6);

  private static TopicsModel model(Kernel kernel) {
    return new TopicsModel(
        Corpus.settings(TOPICS, WORDS, 0.3, 0.1, kernel)
            .withAlpha(Concentration.asymmetric(0.3))
            .withInner(3000, 1e-13));
  }

  private static Bundle parameters(TopicsModel model, double[] lambda, double[] meanLogShares) {
    Bundle parameters = Corpus.parameters(model, lambda);
    parameters.set(TopicsModel.SHARES, meanLogShares);
    return parameters;
  }

  private static Bundle parameters(TopicsModel model, double[] lambda) {
    return parameters(model, lambda, new double[] {-2.5, -1.9, -3.1, -2.2});
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfWordsDoesNotMatter(Kernel kernel) {
    TopicsModel model = model(kernel);
    int[] order = new Streams(8).stream(org.sparksvi.random.Purpose.DRAW).permutation(WORDS);
    double[][] counts = new double[corpus.counts().length][WORDS];
    double[] permuted = new double[lambda.length];
    for (int w = 0; w < WORDS; w++) {
      for (int d = 0; d < counts.length; d++) {
        counts[d][order[w]] = corpus.counts()[d][w];
      }
      System.arraycopy(lambda, w * TOPICS, permuted, order[w] * TOPICS, TOPICS);
    }

    Contribution expected = corpus.contribution(model, parameters(model, lambda));
    Contribution found = new Corpus(counts).contribution(model, parameters(model, permuted));

    double[] statistics = Corpus.statistics(model, found);
    double[] back = new double[statistics.length];
    for (int w = 0; w < WORDS; w++) {
      System.arraycopy(statistics, order[w] * TOPICS, back, w * TOPICS, TOPICS);
    }
    assertClose(Corpus.statistics(model, expected), back, kernel);
    assertEquals(1, found.localElbo() / expected.localElbo(), Corpus.tolerance(kernel, ROUNDING));
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfTopicsDoesNotMatter(Kernel kernel) {
    TopicsModel model = model(kernel);
    int[] order = {2, 0, 3, 1};
    double[] shares = {-2.5, -1.9, -3.1, -2.2};
    double[] permutedShares = new double[TOPICS];
    double[] permuted = new double[lambda.length];
    for (int k = 0; k < TOPICS; k++) {
      permutedShares[order[k]] = shares[k];
      for (int w = 0; w < WORDS; w++) {
        permuted[w * TOPICS + order[k]] = lambda[w * TOPICS + k];
      }
    }

    Contribution expected = corpus.contribution(model, parameters(model, lambda, shares));
    Contribution found = corpus.contribution(model, parameters(model, permuted, permutedShares));

    double[] statistics = Corpus.statistics(model, found);
    double[] back = new double[statistics.length];
    for (int i = 0; i < back.length; i++) {
      back[i] = statistics[i / TOPICS * TOPICS + order[i % TOPICS]];
    }
    assertClose(Corpus.statistics(model, expected), back, kernel);
    assertEquals(1, found.localElbo() / expected.localElbo(), Corpus.tolerance(kernel, ROUNDING));
  }

  /** Counts are weights of word types: 2 is two tokens, and 2.5 lies between 2 and 3. */
  @ParameterizedTest
  @EnumSource
  void countsMayBeAnyPositiveNumbers(Kernel kernel) {
    TopicsModel model = model(kernel);
    Bundle parameters = parameters(model, lambda);
    double[] bounds = new double[3];
    for (int i = 0; i < 3; i++) {
      double[] row = {2 + 0.5 * i, 0, 1, 0, 0, 0, 0.25, 0, 0, 0, 3};
      bounds[i] = Corpus.of(row).contribution(model, parameters).localElbo();
    }

    double middle = (bounds[0] + bounds[2]) / 2;

    // nearly linear in a count: a little below or above the middle
    assertEquals(middle, bounds[1], 0.1 * (bounds[0] - bounds[2]));
  }

  private static void assertClose(double[] expected, double[] found, Kernel kernel) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, found, Corpus.tolerance(kernel, ROUNDING) * largest);
  }
}
