package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.TraceLine;

/** What traces must say. */
public final class Traces {
  private Traces() {}

  /** What is the same wherever a run is computed: all but who was waited for. */
  public static List<TraceLine> numbers(Fit fit) {
    return fit.trace().stream().map(Traces::numbers).toList();
  }

  /**
   * No round's bound is below that of the one before.
   *
   * @param lost what rounding may lose of the bound, relative
   */
  public static void assertNeverFalls(Fit fit, double lost) {
    double before = Double.NEGATIVE_INFINITY;
    for (TraceLine line : fit.trace()) {
      double bound = line.elbo().orElseThrow();
      double from = before;
      assertTrue(
          bound >= before - lost * Math.abs(bound),
          () -> "from %.12f to %.12f in round %d".formatted(from, bound, line.round()));
      before = bound;
    }
  }

  private static TraceLine numbers(TraceLine line) {
    return new TraceLine(
        line.round(),
        line.epoch(),
        line.rows(),
        line.units(),
        line.seconds(),
        line.rate(),
        line.expectedLogLikelihood(),
        line.localKl(),
        line.globalKl(),
        line.elbo(),
        line.elboPerRow(),
        line.elboPerUnit(),
        line.heldOut(),
        line.heldOutError(),
        Optional.empty(),
        Optional.empty());
  }
}
