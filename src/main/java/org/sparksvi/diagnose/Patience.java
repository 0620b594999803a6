package org.sparksvi.diagnose;

import java.util.Locale;
import java.util.Optional;
import org.sparksvi.diagnose.Verdict.Outcome;

/**
 * Ends a run whose held-out score has not risen for a while: early stopping.
 *
 * @param scores in a row that may stay at or below the highest before; 0 never ends a run
 */
public record Patience(long scores) {

  public Patience {
    if (scores < 0) {
      throw new IllegalArgumentException("patience must be at least 0 scores, but was " + scores);
    }
  }

  /**
   * The verdict, if there is one.
   *
   * @param round that the highest score is of
   * @param best the highest score
   * @param since scores after it
   */
  public Optional<Verdict> judge(long round, double best, long since) {
    return scores == 0 || since < scores
        ? Optional.empty()
        : Optional.of(
            new Verdict(
                Outcome.PLATEAU,
                String.format(
                    Locale.ROOT,
                    "the held-out score has not risen above the %.6f of round %d for %d scores",
                    best,
                    round,
                    since)));
  }
}
