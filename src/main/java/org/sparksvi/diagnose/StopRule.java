package org.sparksvi.diagnose;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sparksvi.diagnose.Verdict.Outcome;

/**
 * Says from the score of every epoch whether to stop.
 *
 * <p>Converged: over two epochs in a row the score improved by less than the tolerance. Diverging:
 * over three epochs in a row it fell by more than {@link #DIVERGING_SHARE} of its size each, and in
 * all by more than it had ever varied before; scores that only jump up and down do not.
 *
 * @param tolerance smallest improvement an epoch worth going on for; 0 never converges
 */
public record StopRule(double tolerance) {
  /** Smaller falls are not worth an alarm. */
  public static final double DIVERGING_SHARE = 0.01;

  /** Falls in a row that are an alarm. */
  private static final int FALLS = 3;

  /** Epochs that show how much a score varies. */
  private static final int SETTLED = 3;

  public StopRule {
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tolerance must be at least 0, but was " + tolerance);
    }
  }

  /**
   * The verdict, if there is one.
   *
   * @param scores higher is better, one per epoch, the last the latest
   */
  public Optional<Verdict> judge(double[] scores) {
    int n = scores.length;
    if (n < 3) {
      return Optional.empty();
    }
    double last = scores[n - 1] - scores[n - 2];
    double before = scores[n - 2] - scores[n - 3];
    if (diverging(scores)) {
      return verdict(Outcome.DIVERGING, scores, "fell by %.6g and %.6g", -before, -last);
    }
    if (tolerance > 0 && last < tolerance && before < tolerance) {
      return verdict(Outcome.CONVERGED, scores, "changed by %.6g and %.6g", before, last);
    }
    return Optional.empty();
  }

  private static boolean diverging(double[] scores) {
    int from = scores.length - 1 - FALLS; // where the falls begin
    if (from + 1 < SETTLED) {
      return false;
    }
    for (int e = from; e < scores.length - 1; e++) {
      if (!(scores[e + 1] < scores[e] - DIVERGING_SHARE * Math.abs(scores[from]))) {
        return false;
      }
    }
    double highest = Arrays.stream(scores, 0, from + 1).max().orElseThrow();
    double lowest = Arrays.stream(scores, 0, from + 1).min().orElseThrow();
    return scores[from] - scores[scores.length - 1] > highest - lowest;
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
