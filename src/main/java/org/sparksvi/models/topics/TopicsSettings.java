package org.sparksvi.models.topics;

import java.io.Serializable;

/**
 * Settings of a topic model.
 *
 * @param topics K, at least 1
 * @param words V, at least 1
 * @param alpha prior of each document's topic shares θ_d
 * @param eta prior of each topic's word probabilities β_k
 * @param innerIterations most iterations of a document's local step
 * @param innerTolerance a document is done when no γ_k moved by more than this share of its tokens
 * @param kernel the arithmetic of local steps
 * @param step the weights of local steps
 */
public record TopicsSettings(
    int topics,
    int words,
    Concentration alpha,
    Concentration eta,
    int innerIterations,
    double innerTolerance,
    Kernel kernel,
    DocumentStep step)
    implements Serializable {

  public static final int DEFAULT_INNER_ITERATIONS = 100;

  /**
   * Of the variational step. Loose on purpose: shares that are not fitted to the end stay nearer to
   * their prior, which makes topics that predict better, and it is faster.
   */
  public static final double DEFAULT_INNER_TOLERANCE = 2e-3;

  /** A score or a posterior must not depend on how loosely training fits: at least so many. */
  private static final int SCORING_ITERATIONS = 200;

  /** At most this, for the same reason. */
  private static final double SCORING_TOLERANCE = 1e-4;

  public TopicsSettings {
    require(topics >= 1, "topics", "at least 1", topics);
    require(words >= 1, "words", "at least 1", words);
    require(innerIterations >= 1, "inner iterations", "at least 1", innerIterations);
    require(
        innerTolerance > 0 && innerTolerance < 1, "inner tolerance", "in (0, 1)", innerTolerance);
  }

  /** With fixed priors, the variational local step, and everything else at its default. */
  public static TopicsSettings of(int topics, int words, double alpha, double eta) {
    return new TopicsSettings(
        topics,
        words,
        Concentration.fixed(alpha),
        Concentration.fixed(eta),
        DEFAULT_INNER_ITERATIONS,
        DEFAULT_INNER_TOLERANCE,
        Kernel.best(),
        DocumentStep.VARIATIONAL);
  }

  public TopicsSettings withWords(int next) {
    return new TopicsSettings(
        topics, next, alpha, eta, innerIterations, innerTolerance, kernel, step);
  }

  public TopicsSettings withAlpha(Concentration next) {
    return new TopicsSettings(
        topics, words, next, eta, innerIterations, innerTolerance, kernel, step);
  }

  public TopicsSettings withEta(Concentration next) {
    return new TopicsSettings(
        topics, words, alpha, next, innerIterations, innerTolerance, kernel, step);
  }

  public TopicsSettings withInner(int iterations, double tolerance) {
    return new TopicsSettings(topics, words, alpha, eta, iterations, tolerance, kernel, step);
  }

  public TopicsSettings withKernel(Kernel next) {
    return new TopicsSettings(
        topics, words, alpha, eta, innerIterations, innerTolerance, next, step);
  }

  public TopicsSettings withStep(DocumentStep next) {
    return new TopicsSettings(
        topics, words, alpha, eta, innerIterations, innerTolerance, kernel, next);
  }

  /** The same for the bound at topics that were fitted by either step. */
  TopicsSettings bounding() {
    return withStep(DocumentStep.VARIATIONAL);
  }

  /** The same for fitting documents once the topics are frozen: to the end, or nearly so. */
  TopicsSettings scoring() {
    return withInner(
        Math.max(innerIterations, SCORING_ITERATIONS), Math.min(innerTolerance, SCORING_TOLERANCE));
  }

  private static void require(boolean holds, String quantity, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s must be %s, but was %s".formatted(quantity, rule, value));
    }
  }
}
