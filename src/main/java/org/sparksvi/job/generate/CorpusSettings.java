package org.sparksvi.job.generate;

import java.io.Serializable;

/**
 * A corpus to draw from latent Dirichlet allocation.
 *
 * @param documents D
 * @param words V
 * @param topics K
 * @param meanLength mean tokens of a document
 * @param alpha prior of each document's shares
 * @param eta mean over words of the prior of each topic's word probabilities
 * @param exponent s of the word frequencies 1/rank^s
 * @param seed names the corpus
 * @param partDocuments documents of a part file
 */
public record CorpusSettings(
    int documents,
    int words,
    int topics,
    double meanLength,
    double alpha,
    double eta,
    double exponent,
    long seed,
    int partDocuments)
    implements Serializable {

  private static final long MOST_CELLS = 1L << 29; // words × topics that a driver can hold

  public CorpusSettings {
    Requirement.require(documents >= 1, "--documents", "be at least 1", documents);
    Requirement.require(words >= 1, "--words", "be at least 1", words);
    Requirement.require(topics >= 1, "--topics", "be at least 1", topics);
    Requirement.require(
        (long) words * topics <= MOST_CELLS,
        "--words times --topics",
        "be at most " + MOST_CELLS,
        (long) words * topics);
    Requirement.require(
        meanLength >= 1 && meanLength <= 1e6, "--mean-length", "be in [1, 1e6]", meanLength);
    Requirement.require(Requirement.positive(alpha), "--alpha", "be positive", alpha);
    Requirement.require(Requirement.positive(eta), "--eta", "be positive", eta);
    Requirement.require(exponent >= 0 && exponent <= 10, "--exponent", "be in [0, 10]", exponent);
    Requirement.require(partDocuments >= 1, "--part-documents", "be at least 1", partDocuments);
  }

  /** Number of part files. */
  public int parts() {
    return (documents - 1) / partDocuments + 1;
  }

  /** First document of a part. */
  int first(int part) {
    return part * partDocuments;
  }

  /** The document behind the last one of a part. */
  int end(int part) {
    return (int) Math.min(documents, (part + 1L) * partDocuments);
  }
}
