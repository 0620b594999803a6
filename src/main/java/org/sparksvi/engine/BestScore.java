package org.sparksvi.engine;

/**
 * The highest held-out score of a run so far.
 *
 * @param round after which it was reached; 0 before the first score
 * @param score NaN before the first
 * @param since scores that came after it, none of them higher
 */
public record BestScore(long round, double score, long since) {
  static final BestScore NONE = new BestScore(0, Double.NaN, 0);

  BestScore with(long atRound, double next) {
    return next <= score ? new BestScore(round, score, since + 1) : new BestScore(atRound, next, 0);
  }
}
