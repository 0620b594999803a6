package org.sparksvi.spark.input;

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

  /** Least number of documents, of so many. */
  double least(long documents) {
    return minDocuments < 1 ? minDocuments * documents : minDocuments;
  }

  /** Largest number of documents, of so many. */
  double most(long documents) {
    return maxDocuments < 1 ? maxDocuments * documents : maxDocuments;
  }
}
