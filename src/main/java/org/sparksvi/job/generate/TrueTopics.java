package org.sparksvi.job.generate;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Topics drawn from their prior, ready to draw words from.
 *
 * <pre>
 *   b_w ∝ 1 / (w + 1)^s                 base measure: frequencies by rank, as in language
 *   β_k ~ Dirichlet(η V b)
 * </pre>
 */
public final class TrueTopics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] cumulative; // topics × words: Σ_{v ≤ w} β_kv, without normalisation

  private TrueTopics(double[][] cumulative) {
    this.cumulative = cumulative;
  }

  /** Draws the topics that the settings name. */
  public static TrueTopics draw(CorpusSettings settings) {
    double[] prior = prior(settings);
    Streams streams = new Streams(settings.seed());
    double[][] cumulative =
        IntStream.range(0, settings.topics())
            .parallel()
            .mapToObj(k -> drawTopic(streams.stream(Purpose.START, k), prior))
            .toArray(double[][]::new);
    return new TrueTopics(cumulative);
  }

  /** η V b, words. */
  static double[] prior(CorpusSettings settings) {
    double[] prior = new double[settings.words()];
    double total = 0;
    for (int w = 0; w < prior.length; w++) {
      prior[w] = StrictMath.pow(w + 1, -settings.exponent());
      total += prior[w];
    }
    for (int w = 0; w < prior.length; w++) {
      prior[w] *= settings.eta() * prior.length / total;
    }
    return prior;
  }

  private static double[] drawTopic(RandomStream stream, double[] prior) {
    double[] cumulative = new double[prior.length];
    double sum = 0;
    for (int w = 0; w < prior.length; w++) {
      sum += stream.gamma(prior[w]);
      cumulative[w] = sum;
    }
    if (sum == 0) { // every draw was too small for a double: all the weight on one word
      int word = stream.below(prior.length);
      java.util.Arrays.fill(cumulative, word, prior.length, 1);
    }
    return cumulative;
  }

  public int topics() {
    return cumulative.length;
  }

  public int words() {
    return cumulative[0].length;
  }

  /** β_kw. */
  public double probability(int topic, int word) {
    double[] sums = cumulative[topic];
    double weight = word == 0 ? sums[0] : sums[word] - sums[word - 1];
    return weight / sums[sums.length - 1];
  }

  /** A word of a topic. */
  int word(int topic, RandomStream stream) {
    double[] sums = cumulative[topic];
    return firstAbove(sums, stream.uniform() * sums[sums.length - 1]);
  }

  /** The first index whose value is larger than a number below the last value. */
  static int firstAbove(double[] ascending, double number) {
    int low = 0;
    int high = ascending.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] > number) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
