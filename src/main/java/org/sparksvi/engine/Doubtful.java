package org.sparksvi.engine;

import java.util.Locale;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;

/**
 * Rows or groups of the last round whose local variables may be wrong. Part of the state, so that a
 * run that is looked at again says the same.
 *
 * @param unsettled used as they were where their steps ended
 * @param far not where they are summed over, at a draw of the parameters
 */
public record Doubtful(double unsettled, double far) {
  /** Of none. */
  public static final Doubtful NONE = new Doubtful(0, 0);

  static Doubtful of(Terms seen) {
    return new Doubtful(seen.get(Term.UNSETTLED), seen.get(Term.FAR));
  }

  Verdict told(Verdict verdict) {
    return told(
        told(
            verdict,
            unsettled,
            "%s; %.0f rows or groups of the last round had not come to rest within their steps, and were used as they were"),
        far,
        "%s; draws of the last round move the numbers that %.0f rows or groups have of their own beyond the nodes of their integrals, so that their densities may be off by some percent: the posterior of the parameters is wide beside theirs");
  }

  private static Verdict told(Verdict verdict, double units, String words) {
    return units > 0
        ? new Verdict(verdict.outcome(), String.format(Locale.ROOT, words, verdict.reason(), units))
        : verdict;
  }
}
