package org.sparksvi.models.topics;

import java.util.Arrays;

/** The best words of each topic, the best first; of equal ones the first. */
final class TopWords {
  private final int most;
  private final int[] counts;
  private final int[] words;
  private final double[] values;
  private final double[] least; // that a word must exceed to be kept

  TopWords(int topics, int most) {
    this.most = most;
    this.counts = new int[topics];
    this.words = new int[topics * most];
    this.values = new double[topics * most];
    this.least = new double[topics];
    Arrays.fill(least, most == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
  }

  /** Offers a word that comes after all that were offered before. */
  void offer(int topic, int word, double value) {
    if (!(value > least[topic])) {
      return;
    }
    int first = topic * most;
    int at = first + Math.min(counts[topic], most - 1);
    while (at > first && values[at - 1] < value) {
      values[at] = values[at - 1];
      words[at] = words[at - 1];
      at--;
    }
    values[at] = value;
    words[at] = word;
    counts[topic] = Math.min(counts[topic] + 1, most);
    if (counts[topic] == most) {
      least[topic] = values[first + most - 1];
    }
  }

  /** Offers the words of others, all of which come after those offered before. */
  void offerAll(TopWords others) {
    for (int topic = 0; topic < counts.length; topic++) {
      for (int i = 0; i < others.counts[topic]; i++) {
        offer(topic, others.words[topic * most + i], others.values[topic * most + i]);
      }
    }
  }

  int[] of(int topic) {
    return Arrays.copyOfRange(words, topic * most, topic * most + counts[topic]);
  }
}
