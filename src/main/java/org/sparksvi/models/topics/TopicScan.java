package org.sparksvi.models.topics;

import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Panel;

/**
 * Two passes over λ, words × topics, in stripes of words at once: a matrix of 10^8 numbers is read,
 * not copied.
 *
 * <p>The stripes depend on the sizes alone, and what they find is added in their order, so that the
 * numbers do not depend on the machine.
 */
final class TopicScan {
  private static final int BLOCK = 256; // words of a product of topics by topics
  private static final int MOST_STRIPES = 16;
  private static final int PRODUCTS =
      1 << 24; // numbers of all stripes' products, unless K² is more

  private final Rows rows;
  private final int words;
  private final int topics;
  private final int stripes;

  /** Reads a row of λ. */
  @FunctionalInterface
  interface Rows {
    void row(int word, double[] out, int from);
  }

  TopicScan(Rows rows, int words, int topics) {
    this.rows = rows;
    this.words = words;
    this.topics = topics;
    this.stripes = (int) Math.max(1, Math.min(MOST_STRIPES, PRODUCTS / ((long) topics * topics)));
  }

  /** Sums of λ. */
  static final class Sums {
    private final double[] totals;
    private final double[] gram; // Σ_w λ_wj λ_wk, topics × topics

    private Sums(int topics) {
      this.totals = new double[topics];
      this.gram = new double[topics * topics];
    }

    /** Σ_w λ_wk; the live array. */
    double[] totals() {
      return totals;
    }

    /** Pairs of topics whose cosine is above a limit. */
    int alike(double limit) {
      int topics = totals.length;
      int count = 0;
      for (int k = 0; k < topics; k++) {
        for (int j = 0; j < k; j++) {
          double norms = gram[k * topics + k] * gram[j * topics + j];
          count += gram[k * topics + j] > limit * Math.sqrt(norms) ? 1 : 0;
        }
      }
      return count;
    }

    private void add(Sums other) {
      for (int k = 0; k < totals.length; k++) {
        totals[k] += other.totals[k];
      }
      for (int i = 0; i < gram.length; i++) {
        gram[i] += other.gram[i];
      }
    }
  }

  Sums sums() {
    List<Sums> parts = striped(this::sums);
    Sums all = parts.get(0);
    parts.subList(1, parts.size()).forEach(all::add);
    return all;
  }

  private Sums sums(int from, int to) {
    Sums sums = new Sums(topics);
    double[] block = new double[BLOCK * topics];
    Blas blas = Blas.best();
    for (int start = from; start < to; start += BLOCK) {
      int height = Math.min(BLOCK, to - start);
      for (int w = 0; w < height; w++) {
        rows.row(start + w, block, w * topics);
        for (int k = 0; k < topics; k++) {
          sums.totals[k] += block[w * topics + k];
        }
      }
      blas.gram(1, Panel.of(block, height, topics), 1, Panel.of(sums.gram, topics, topics));
    }
    return sums;
  }

  /**
   * Words of each topic, the best first.
   *
   * @param probable by probability
   * @param distinctive by relevance
   */
  record Ranked(TopWords probable, TopWords distinctive) {}

  /**
   * Ranks words.
   *
   * @param totals of λ
   * @param sizes share of the tokens of each topic
   * @param marginal receives Σ_k size_k E[β_kw]
   * @param even receives Σ_k E[β_kw]
   * @param weight of a word's own probability in its relevance
   */
  Ranked rank(
      double[] totals, double[] sizes, double[] marginal, double[] even, double weight, int shown) {
    List<Ranked> parts =
        striped(
            (from, to) -> {
              Ranked ranked = new Ranked(new TopWords(topics, shown), new TopWords(topics, shown));
              double[] row = new double[topics];
              for (int w = from; w < to; w++) {
                rows.row(w, row, 0);
                for (int k = 0; k < topics; k++) {
                  row[k] /= totals[k];
                  marginal[w] += sizes[k] * row[k];
                  even[w] += row[k];
                }
                double lift = Math.pow(marginal[w], weight - 1);
                for (int k = 0; k < topics; k++) {
                  ranked.probable.offer(k, w, row[k]);
                  ranked.distinctive.offer(k, w, row[k] * lift);
                }
              }
              return ranked;
            });
    Ranked all = parts.get(0);
    for (Ranked part : parts.subList(1, parts.size())) {
      all.probable.offerAll(part.probable);
      all.distinctive.offerAll(part.distinctive);
    }
    return all;
  }

  /** What is done with the words of a stripe. */
  @FunctionalInterface
  private interface Stripe<T> {
    T of(int from, int to);
  }

  private <T> List<T> striped(Stripe<T> stripe) {
    return IntStream.range(0, stripes)
        .parallel()
        .mapToObj(
            s ->
                stripe.of(
                    (int) ((long) words * s / stripes), (int) ((long) words * (s + 1) / stripes)))
        .toList();
  }
}
