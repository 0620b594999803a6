package org.sparksvi.laws;

import java.util.List;
import java.util.Optional;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.TraceLine;

/** What of a trace is the same wherever a run is computed: all but who was waited for. */
public final class Traces {
  private Traces() {}

  /** Lines of a fit without whom their rounds waited for. */
  public static List<TraceLine> numbers(Fit fit) {
    return fit.trace().stream().map(Traces::numbers).toList();
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
        Optional.empty());
  }
}
