package org.sparksvi.job.generate;

import java.io.IOException;
import java.util.Arrays;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Documents drawn one at a time, each from a stream of its own.
 *
 * <pre>
 *   length − 1 ~ Poisson(mean − 1)      θ ~ Dirichlet(α)
 *   z ~ θ,  w ~ β_z                     for every token
 * </pre>
 *
 * <p>One instance serves one task.
 */
final class DocumentDraws {
  private final TrueTopics topics;
  private final double alpha;
  private final double meanLength;
  private final Streams streams;
  private final double[] shares; // Σ_{j ≤ k} θ_j, without normalisation
  private int[] tokens = new int[64]; // words, ascending after a draw
  private int length;

  DocumentDraws(TrueTopics topics, CorpusSettings settings) {
    this.topics = topics;
    this.alpha = settings.alpha();
    this.meanLength = settings.meanLength();
    this.streams = new Streams(settings.seed());
    this.shares = new double[settings.topics()];
  }

  /** Draws a document; returns its number of distinct words. */
  int draw(int document) {
    RandomStream stream = streams.stream(Purpose.DRAW, document);
    length = 1 + poisson(meanLength - 1, stream);
    if (tokens.length < length) {
      tokens = new int[Math.max(length, 2 * tokens.length)];
    }
    drawShares(stream);
    double total = shares[shares.length - 1];
    for (int i = 0; i < length; i++) {
      int topic = TrueTopics.firstAbove(shares, stream.uniform() * total);
      tokens[i] = topics.word(topic, stream);
    }
    Arrays.sort(tokens, 0, length);
    int distinct = 1;
    for (int i = 1; i < length; i++) {
      distinct += tokens[i] == tokens[i - 1] ? 0 : 1;
    }
    return distinct;
  }

  private void drawShares(RandomStream stream) {
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      sum += stream.gamma(alpha);
      shares[k] = sum;
    }
    if (sum == 0) { // every draw was too small for a double: all the weight on one topic
      Arrays.fill(shares, stream.below(shares.length), shares.length, 1);
    }
  }

  /** Events of a Poisson process in a time. */
  private static int poisson(double time, RandomStream stream) {
    int events = -1;
    double passed = 0;
    while (passed <= time) {
      passed -= StrictMath.log(1 - stream.uniform());
      events++;
    }
    return events;
  }

  /** Gives the words of the document that was drawn, ascending, with their counts. */
  void counts(Counts into) throws IOException {
    int from = 0;
    for (int i = 1; i <= length; i++) {
      if (i == length || tokens[i] != tokens[from]) {
        into.count(tokens[from], i - from);
        from = i;
      }
    }
  }

  /** Where the counts of a document go. */
  interface Counts {
    void count(int word, int count) throws IOException;
  }
}
