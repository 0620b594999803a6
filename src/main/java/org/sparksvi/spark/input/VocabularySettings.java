package org.sparksvi.spark.input;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Which words of a corpus make its vocabulary.
 *
 * <p>Limits of document frequency are as in Spark's CountVectorizer: below 1 a fraction of all
 * documents, blank ones among them, else a number of documents. So an upper limit of 1 means one
 * document, not all.
 *
 * @param minDocuments documents that must hold a word
 * @param maxDocuments documents that may hold a word
 * @param size most words
 */
public record VocabularySettings(double minDocuments, double maxDocuments, int size) {
  /** As many words as CountVectorizer keeps. */
  public static final int DEFAULT_SIZE = 1 << 18;

  public VocabularySettings {
    if (!(minDocuments >= 0) || !(maxDocuments >= 0)) {
      throw new IllegalArgumentException(
          "limits of document frequency must not be negative, but are %s and %s"
              .formatted(minDocuments, maxDocuments));
    }
    if (size < 1) {
      throw new IllegalArgumentException("vocabulary size must be at least 1, but is " + size);
    }
  }

  /** In words. */
  String text() {
    String most = maxDocuments == Long.MAX_VALUE ? "" : " and at most " + text(maxDocuments);
    return "at least " + text(minDocuments) + most + " documents";
  }

  private static String text(double limit) {
    return limit < 1 ? limit + " of the" : Long.toString((long) limit);
  }

  /** Least number of documents, of so many; 0.07 of 100 are 7, as they are written. */
  long least(long documents) {
    return minDocuments < 1
        ? share(minDocuments, documents, RoundingMode.CEILING)
        : (long) Math.ceil(minDocuments);
  }

  /** Largest number of documents, of so many. */
  long most(long documents) {
    return maxDocuments < 1
        ? share(maxDocuments, documents, RoundingMode.FLOOR)
        : (long) Math.floor(maxDocuments);
  }

  private static long share(double share, long documents, RoundingMode rounding) {
    return BigDecimal.valueOf(share)
        .multiply(BigDecimal.valueOf(documents))
        .setScale(0, rounding)
        .longValueExact();
  }
}
