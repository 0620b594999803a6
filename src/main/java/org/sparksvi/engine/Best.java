package org.sparksvi.engine;

/**
 * The highest held-out score of a run so far.
 *
 * @param round after which it was reached; 0 before the first score
 * @param score NaN before the first
 * @param since scores that came after it, none of them higher
 */
public record Best(long round, double score, long since) {
  static final Best NONE = new Best(0, Double.NaN, 0);

  Best with(long atRound, double next) {
    return next <= score ? new Best(round, score, since + 1) : new Best(atRound, next, 0);
  }
}
