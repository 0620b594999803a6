package org.sparksvi.models.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparksvi.data.CountBlock;

/**
 * How well the words of a topic go together in documents.
 *
 * <pre>
 *   NPMI(i, j) = log(p_ij / (p_i p_j)) / −log p_ij,   p the share of documents that have the words
 *   npmi       = mean over pairs i &lt; j of NPMI(i, j)
 *   C_V        = mean over i of cos(v_i, Σ_j v_j),   v_i = (NPMI(i, 1), …, NPMI(i, n))
 * </pre>
 *
 * <p>Both lie in [−1, 1]. Words that never meet have −1, a word with itself and words of every
 * document 1. Blocks know no order of words, so the contexts are whole documents rather than
 * windows.
 *
 * <p>Lau, Newman and Baldwin (2014) for the mean; Röder, Both and Hinneburg (2015) for C_V, with γ
 * = 1.
 */
public final class Coherence {
  private final Map<Integer, Integer> places = new HashMap<>(); // of words that are asked about
  private final int[] together; // documents that have both of two words; on the diagonal, one
  private double documents;

  /**
   * Counts documents.
   *
   * @param topics the words that will be asked about
   */
  public Coherence(List<CountBlock> blocks, List<int[]> topics) {
    for (int[] words : topics) {
      for (int word : words) {
        places.putIfAbsent(word, places.size());
      }
    }
    together = new int[places.size() * places.size()];
    for (CountBlock block : blocks) {
      for (int d = 0; d < block.rows(); d++) {
        count(block, d);
      }
      documents += block.rows();
    }
  }

  private void count(CountBlock block, int document) {
    int[] found =
        java.util.stream.IntStream.range(block.start()[document], block.start()[document + 1])
            .map(e -> block.distinct()[block.place()[e]])
            .map(word -> places.getOrDefault(word, -1))
            .filter(place -> place >= 0)
            .toArray();
    for (int i : found) {
      for (int j : found) {
        together[i * places.size() + j]++;
      }
    }
  }

  /** Normalised pointwise mutual information of two words. */
  private double npmi(int word, int other) {
    int i = places.get(word);
    int j = places.get(other);
    double both = together[i * places.size() + j] / documents;
    if (i == j || both == 1) {
      return 1;
    }
    double first = together[i * places.size() + i] / documents;
    double second = together[j * places.size() + j] / documents;
    return both == 0 ? -1 : Math.log(both / (first * second)) / -Math.log(both);
  }

  /** The mean over pairs of words; not a number for fewer than two. */
  public double npmi(int[] words) {
    double sum = 0;
    for (int i = 1; i < words.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += npmi(words[i], words[j]);
      }
    }
    return sum / (0.5 * words.length * (words.length - 1));
  }

  /** The mean cosine of a word's vector with that of all; not a number for no words. */
  public double cv(int[] words) {
    int n = words.length;
    double[] all = new double[n];
    for (int word : words) {
      for (int j = 0; j < n; j++) {
        all[j] += npmi(word, words[j]);
      }
    }
    double sum = 0;
    for (int word : words) {
      double product = 0;
      double own = 0;
      double squares = 0;
      for (int j = 0; j < n; j++) {
        double value = npmi(word, words[j]);
        product += value * all[j];
        own += value * value;
        squares += all[j] * all[j];
      }
      sum += squares == 0 ? 0 : product / Math.sqrt(own * squares);
    }
    return sum / n;
  }
}
