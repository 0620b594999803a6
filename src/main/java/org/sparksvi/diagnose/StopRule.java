package org.sparksvi.diagnose;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sparksvi.diagnose.Verdict.Outcome;

/**
 * Says from the score of every epoch whether to stop, and how much there is left to gain.
 *
 * <p>With b what the second half of the epochs has gained and a what the second quarter had, gains
 * that go on so make, each time the epochs double,
 *
 * <pre>
 *   b r + b r² + …,   r = b / a
 * </pre>
 *
 * <p>which is exact for gains that fall as a power of the epochs and too much for gains that fall
 * faster. A plateau that lasted less than half of the run does not look like an end.
 *
 * <p>Converged: the second half gained less than the tolerance, and what is left is less, too. A
 * plateau: the same, but the score fell by more, or steps are so small that a gain below the
 * tolerance is what a long way looks like, or rounds see some of the rows only.
 *
 * <p>Diverging: over three epochs in a row the score fell by more than {@link #DIVERGING_SHARE} of
 * its size each, and in all by more than it had ever varied before; scores that only jump up and
 * down do not.
 *
 * @param tolerance gain worth going on for; 0 never converges
 */
public record StopRule(double tolerance) {
  /** Smaller falls are not worth an alarm. */
  public static final double DIVERGING_SHARE = 0.01;

  /** Falls in a row that are an alarm. */
  private static final int FALLS = 3;

  /** Epochs that show how much a score varies. */
  private static final int SETTLED = 3;

  /** Doublings that make ten times as many epochs. */
  private static final double DOUBLINGS = Math.log(10) / Math.log(2);

  public StopRule {
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tolerance must be at least 0, but was " + tolerance);
    }
  }

  /**
   * The verdict, if there is one.
   *
   * @param scores higher is better, one per epoch, the last the latest
   * @param moved share of the way to where the model wants them that an epoch moves parameters, in
   *     (0, 1]; 1 where there is no such way
   */
  public Optional<Verdict> judge(double[] scores, double moved) {
    int n = scores.length;
    if (diverging(scores)) {
      return verdict(
          Outcome.DIVERGING,
          "over the last two epochs the score fell by %.6g and %.6g to %.6f (tolerance %s)",
          scores[n - 3] - scores[n - 2],
          scores[n - 2] - scores[n - 1],
          scores[n - 1],
          tolerance);
    }
    double half = gain(scores, 1);
    double left = left(scores);
    if (!(half < tolerance && left < tolerance)) {
      return Optional.empty();
    }
    if (half < -tolerance) {
      return verdict(
          Outcome.PLATEAU,
          "over the last %d epochs the score fell by %.6g to %.6f, more than the tolerance %s",
          n - n / 2,
          -half,
          scores[n - 1],
          tolerance);
    }
    double waiting = waiting(scores, moved);
    if (waiting > tolerance) {
      return verdict(
          Outcome.PLATEAU,
          "over the last %d epochs the score changed by %.6g to %.6f, but an epoch moves parameters by %.2g of their way, so that about %.3g may be left (tolerance %s)",
          n - n / 2,
          half,
          scores[n - 1],
          moved,
          waiting,
          tolerance);
    }
    return verdict(
        Outcome.CONVERGED,
        "over the last %d epochs the score changed by %.6g to %.6f, and at most %.3g is left to gain (tolerance %s)",
        n - n / 2,
        half,
        scores[n - 1],
        left,
        tolerance);
  }

  /**
   * The same of rounds that see some of the rows each. Their parameters wander about the place
   * where smaller steps would end, at a distance that the steps decide and scores do not show: King
   * James topics that stood still for 13 epochs gained 0.03 nats a token in the 230 that followed.
   */
  public static Verdict ofMinibatches(Verdict verdict) {
    return verdict.outcome() == Outcome.CONVERGED
        ? new Verdict(
            Outcome.PLATEAU,
            verdict.reason()
                + "; but rounds of some of the rows wander about where smaller steps would end, and those may gain more")
        : verdict;
  }

  /**
   * What is left of a parabola down whose sides an epoch goes a share f of the way: it gains 1 − (1
   * − f)² of what is left.
   */
  private static double waiting(double[] scores, double moved) {
    int n = scores.length;
    double each = Math.max(0, gain(scores, 1)) / (n - n / 2);
    double kept = (1 - moved) * (1 - moved);
    return each * kept / (1 - kept);
  }

  /**
   * What ten times as many epochs should gain; not a number before the fourth.
   *
   * @param scores higher is better, one per epoch, the last the latest
   */
  public static double left(double[] scores) {
    double half = gain(scores, 1);
    double ratio = half / gain(scores, 2);
    double falling = ratio >= 0 && ratio < 1 ? ratio / (1 - ratio) : DOUBLINGS;
    return Math.max(0, half) * Math.min(falling, DOUBLINGS);
  }

  /** Of the second half of the epochs (1), or of the second quarter (2). */
  private static double gain(double[] scores, int part) {
    int end = scores.length / part;
    return scores.length < 4 ? Double.NaN : scores[end - 1] - scores[end / 2 - 1];
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

  private static Optional<Verdict> verdict(Outcome outcome, String reason, Object... values) {
    return Optional.of(new Verdict(outcome, String.format(Locale.ROOT, reason, values)));
  }
}
