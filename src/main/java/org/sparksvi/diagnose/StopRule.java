package org.sparksvi.diagnose;

import java.util.Locale;
import java.util.Optional;
import org.sparksvi.diagnose.Verdict.Outcome;

/**
 * Says from the score of every epoch whether to stop.
 *
 * <p>Converged: over two epochs in a row the score improved by less than the tolerance. Diverging:
 * over two epochs in a row it fell by more than {@link #DIVERGING_SHARE} of its size.
 *
 * @param tolerance smallest improvement an epoch worth going on for; 0 never converges
 */
public record StopRule(double tolerance) {
  /** A fall of this share of the score, twice in a row, is not noise. */
  public static final double DIVERGING_SHARE = 0.01;

  public StopRule {
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tolerance must be at least 0, but was " + tolerance);
    }
  }

  /**
   * The verdict, if there is one.
   *
   * @param scores higher is better, one an epoch, the last the latest
   */
  public Optional<Verdict> judge(double[] scores) {
    int n = scores.length;
    if (n < 3) {
      return Optional.empty();
    }
    double last = scores[n - 1] - scores[n - 2];
    double before = scores[n - 2] - scores[n - 3];
    double fall = DIVERGING_SHARE * Math.abs(scores[n - 3]);
    if (last < -fall && before < -fall) {
      return verdict(Outcome.DIVERGING, scores, "fell by %.6g and %.6g", -before, -last);
    }
    if (tolerance > 0 && last < tolerance && before < tolerance) {
      return verdict(Outcome.CONVERGED, scores, "changed by %.6g and %.6g", before, last);
    }
    return Optional.empty();
  }

  private Optional<Verdict> verdict(
      Outcome outcome, double[] scores, String what, double before, double last) {
    String changes = String.format(Locale.ROOT, what, before, last);
    return Optional.of(
        new Verdict(
            outcome,
            String.format(
                Locale.ROOT,
                "over the last two epochs the score %s to %.6f (tolerance %s)",
                changes,
                scores[scores.length - 1],
                tolerance)));
  }
}
