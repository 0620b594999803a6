package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparksvi.format.Vocabulary;

class TopicsSummaryTest {
  private static final double ROUNDING = 1e-12;
  private static final Vocabulary WORDS = Vocabulary.of(List.of("the", "sea", "king"), "test");
  // words × topics; η = 1: the first topic has 6 tokens, the second 18
  private static final double[] LAMBDA = {5, 11, 3, 1, 1, 9};

  private static TopicsSummary summary(double... alpha) {
    return TopicsSummary.of(rows(LAMBDA, 2), alpha, new double[] {1, 1, 1}, WORDS, 2);
  }

  private static TopicScan.Rows rows(double[] lambda, int topics) {
    return (word, out, from) -> System.arraycopy(lambda, word * topics, out, from, topics);
  }

  private static List<String> words(List<TopicsSummary.Word> words) {
    return words.stream().map(TopicsSummary.Word::word).toList();
  }

  @Test
  void topicsComeBySizeWithoutThePriorsShare() {
    TopicsSummary summary = summary(1, 1);

    assertEquals(1, summary.topics().get(0).id());
    assertEquals(0.75, summary.topics().get(0).size(), ROUNDING);
    assertEquals(0.25, summary.topics().get(1).size(), ROUNDING);
  }

  @Test
  void probableWordsAreByProbability() {
    TopicsSummary.Topic large = summary(1, 1).topics().get(0);

    assertEquals(List.of("the", "king"), words(large.probable()));
    assertEquals(11.0 / 21, large.probable().get(0).value(), ROUNDING);
  }

  @Test
  void distinctiveWordsAreByRelevance() {
    TopicsSummary.Topic small = summary(1, 1).topics().get(1);

    // sea: p = 1/3, marginal = 0.25/3 + 0.75/21; the: p = 5/9, marginal = 0.25·5/9 + 0.75·11/21
    assertEquals(List.of("sea", "the"), words(small.distinctive()));
    double marginal = 0.25 / 3 + 0.75 / 21;
    double relevance = 0.6 * Math.log(1.0 / 3) + 0.4 * Math.log(1.0 / 3 / marginal);
    assertEquals(relevance, small.distinctive().get(0).value(), ROUNDING);
  }

  @Test
  void documentsDrawOnTheExponentialOfTheExpectedEntropy() {
    // α = (1, 1): θ uniform, E[H] = ψ(3) − ψ(2) = 1/2
    assertEquals(Math.exp(0.5), summary(1, 1).topicsPerDocument(), ROUNDING);
    // a very large α: all topics in every document
    double[] even = new double[2];
    Arrays.fill(even, 1e9);
    assertEquals(2, summary(even).topicsPerDocument(), 1e-6);
    assertEquals(2, summary(1, 1).alphaTotal(), ROUNDING);
  }

  /** Topics 0 and 2 have one direction, topic 3 has no token beyond its prior. */
  @Test
  void deadTopicsAndPairsOfDuplicatesAreCounted() {
    double[] lambda = {
      10, 0.1, 20, 0.1, 10, 0.1, 20, 0.1, 0.1, 9, 0.2, 0.1, 0.1, 9, 0.2, 0.1,
    };
    double[] alpha = {1, 1, 1, 1};
    double[] eta = {0.1, 0.1, 0.1, 0.1};

    TopicsSummary summary =
        TopicsSummary.of(
            rows(lambda, 4), alpha, eta, Vocabulary.of(List.of("a", "b", "c", "d"), "test"), 1);

    assertEquals(1, summary.dead());
    assertEquals(1, summary.duplicates());
  }

  /** Lists: the, king and the, sea. */
  @Test
  void listsAreExclusiveAndDifferByHand() {
    TopicsSummary summary = summary(1, 1);

    assertEquals(3.0 / 4, summary.diversity(), ROUNDING);
    double the = (11.0 / 21) / (11.0 / 21 + 5.0 / 9);
    double king = (9.0 / 21) / (9.0 / 21 + 1.0 / 9);
    assertEquals((the + king) / 2, summary.topics().get(0).exclusivity(), ROUNDING);
  }

  /** More words than a stripe and a block have, against sorting; values that are often equal. */
  @Test
  void listsAreThoseOfSortingAllWords() {
    int words = 5000;
    int topics = 7;
    int shown = 9;
    SplittableRandom random = new SplittableRandom(3);
    double[] lambda =
        random.doubles((long) words * topics).map(u -> 0.1 + (int) (400 * u * u * u)).toArray();
    double[] eta = new double[words];
    Arrays.fill(eta, 0.1);
    double[] alpha = new double[topics];
    Arrays.fill(alpha, 0.1);
    Vocabulary names =
        Vocabulary.of(IntStream.range(0, words).mapToObj(w -> "w" + w).toList(), "test");

    TopicsSummary summary = TopicsSummary.of(rows(lambda, topics), alpha, eta, names, shown);

    for (TopicsSummary.Topic topic : summary.topics()) {
      List<String> wanted =
          IntStream.range(0, words)
              .boxed()
              .sorted(Comparator.comparingDouble(w -> -lambda[w * topics + topic.id()]))
              .limit(shown)
              .map(w -> "w" + w)
              .toList();
      assertEquals(wanted, words(topic.probable()));
      List<Double> relevances =
          topic.distinctive().stream().map(TopicsSummary.Word::value).toList();
      assertEquals(relevances.stream().sorted(Comparator.reverseOrder()).toList(), relevances);
    }
    assertEquals(0, summary.duplicates());
  }
}
