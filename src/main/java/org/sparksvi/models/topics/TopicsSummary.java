package org.sparksvi.models.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * What a topic model has learnt, in numbers for people.
 *
 * @param topics by size, the largest first
 * @param words V
 * @param alphaTotal Σ_k α_k
 * @param topicsPerDocument how many topics a document is expected to draw on
 * @param dead topics with less than a hundredth of the tokens that each would have if all were even
 * @param duplicates pairs of topics whose word probabilities have a cosine above 0.9
 */
public record TopicsSummary(
    List<Topic> topics,
    int words,
    double alphaTotal,
    double topicsPerDocument,
    int dead,
    int duplicates) {

  /** Weight of a word's own probability in its relevance; the rest is that of its lift. */
  public static final double RELEVANCE_WEIGHT = 0.6;

  private static final double ALIKE = 0.9;

  /** Share of a topic of even size. */
  private static final double DEAD = 0.01;

  /** Whether a topic has less than a hundredth of an even share of the tokens. */
  public boolean isDead(Topic topic) {
    return topic.size() < DEAD / topics.size();
  }

  public TopicsSummary {
    topics = List.copyOf(topics);
  }

  /**
   * One topic.
   *
   * @param id its column of the field "topics"
   * @param size share of the training tokens
   * @param alpha its prior weight
   * @param exclusivity mean of E[β_kw] / Σ_j E[β_jw] over the most probable words: how much of
   *     them, if all topics were of one size, would be this topic's
   * @param probable the most probable words, E[β_kw]
   * @param distinctive the most relevant words
   */
  public record Topic(
      int id,
      double size,
      double alpha,
      double exclusivity,
      List<Word> probable,
      List<Word> distinctive) {

    public Topic {
      probable = List.copyOf(probable);
      distinctive = List.copyOf(distinctive);
    }

    /** The columns of the most probable words. */
    public int[] words() {
      return probable.stream().mapToInt(Word::column).toArray();
    }
  }

  /**
   * A word of a topic.
   *
   * @param column of the word
   * @param value what it is ranked by
   */
  public record Word(int column, String word, double value) {}

  /**
   * Summarises variational topics.
   *
   * <pre>
   *   size_k         = (Λ_k − Σ_w η_w) / Σ_k (Λ_k − Σ_w η_w)
   *   relevance_kw   = a log E[β_kw] + (1 − a) log (E[β_kw] / Σ_j size_j E[β_jw])
   *   topics per document = exp E[H(θ)],  E[H(θ)] = ψ(A + 1) − Σ_k α_k/A ψ(α_k + 1),  A = Σ_k α_k
   * </pre>
   *
   * <p>Relevance is that of Sievert and Shirley (2014), equation 1, with their a = 0.6.
   *
   * @param shown words a topic
   */
  public static TopicsSummary of(
      TopicsModel model, Bundle parameters, Vocabulary vocabulary, int shown) {
    vocabulary.requireSize(model.settings().words(), "the model");
    int field = parameters.layout().index(TopicsModel.TOPICS);
    return of(
        (word, out, from) -> parameters.row(field, word, out, from),
        model.alpha(parameters),
        model.eta(parameters),
        vocabulary,
        shown);
  }

  /**
   * Summarises λ, words × topics.
   *
   * @param alpha topics
   * @param eta words
   */
  static TopicsSummary of(
      TopicScan.Rows lambda, double[] alpha, double[] eta, Vocabulary vocabulary, int shown) {
    int topics = alpha.length;
    int words = eta.length;
    TopicScan scan = new TopicScan(lambda, words, topics);
    TopicScan.Sums sums = scan.sums();
    double[] sizes = sizes(sums.totals(), eta);
    double[] marginal = new double[words];
    double[] even = new double[words];
    TopicScan.Ranked ranked =
        scan.rank(sums.totals(), sizes, marginal, even, RELEVANCE_WEIGHT, Math.min(shown, words));
    List<Topic> all = new ArrayList<>();
    double[] row = new double[topics];
    for (int k = 0; k < topics; k++) {
      int topic = k;
      IntToDoubleFunction probability =
          w -> {
            lambda.row(w, row, 0);
            return row[topic] / sums.totals()[topic];
          };
      List<Word> probable = words(ranked.probable().of(k), vocabulary, probability);
      all.add(
          new Topic(
              k,
              sizes[k],
              alpha[k],
              probable.stream()
                  .mapToDouble(word -> word.value() / even[word.column()])
                  .average()
                  .orElse(0),
              probable,
              words(
                  ranked.distinctive().of(k),
                  vocabulary,
                  w ->
                      Math.log(probability.applyAsDouble(w))
                          - (1 - RELEVANCE_WEIGHT) * Math.log(marginal[w]))));
    }
    all.sort(Comparator.comparingDouble(Topic::size).reversed().thenComparingInt(Topic::id));
    int dead = (int) Arrays.stream(sizes).filter(size -> size < DEAD / topics).count();
    return new TopicsSummary(
        all, words, sum(alpha), Math.exp(expectedEntropy(alpha)), dead, sums.alike(ALIKE));
  }

  private static List<Word> words(int[] columns, Vocabulary vocabulary, IntToDoubleFunction value) {
    return Arrays.stream(columns)
        .mapToObj(w -> new Word(w, vocabulary.word(w), value.applyAsDouble(w)))
        .toList();
  }

  /** Different words among the most probable ones of all topics, as a share of them. */
  public double diversity() {
    int[] listed = topics.stream().flatMapToInt(topic -> Arrays.stream(topic.words())).toArray();
    return Arrays.stream(listed).distinct().count() / Math.max(1.0, listed.length);
  }

  private static double[] sizes(double[] totals, double[] eta) {
    double prior = sum(eta);
    double[] sizes = new double[totals.length];
    for (int k = 0; k < sizes.length; k++) {
      sizes[k] = Math.max(0, totals[k] - prior);
    }
    double all = sum(sizes);
    for (int k = 0; k < sizes.length; k++) {
      sizes[k] = all > 0 ? sizes[k] / all : 1.0 / sizes.length;
    }
    return sizes;
  }

  /** E[H(θ)] for θ ~ Dirichlet(α), in nats. */
  static double expectedEntropy(double[] alpha) {
    double total = sum(alpha);
    double entropy = SpecialFunctions.digamma(total + 1);
    for (double a : alpha) {
      entropy -= a / total * SpecialFunctions.digamma(a + 1);
    }
    return entropy;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
