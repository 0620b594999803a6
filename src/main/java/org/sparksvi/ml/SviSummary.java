package org.sparksvi.ml;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.sparksvi.engine.TraceLine;

/** How a training went. */
public final class SviSummary {
  private final List<TraceLine> trace;
  private final String outcome;
  private final String reason;

  SviSummary(List<TraceLine> trace, String outcome, String reason) {
    this.trace = List.copyOf(trace);
    this.outcome = outcome;
    this.reason = reason;
  }

  /** One line for each round. */
  public List<TraceLine> trace() {
    return trace;
  }

  /** Rounds that were done. */
  public int totalIterations() {
    return trace.size();
  }

  /**
   * The evidence lower bound per row, in nats, of the rounds in which it was evaluated, in their
   * order; estimates from minibatches.
   */
  public double[] objectiveHistory() {
    return present(TraceLine::elboPerRow);
  }

  /** Mean log predictive probability per held-out unit, in nats, whenever it was evaluated. */
  public double[] heldOutHistory() {
    return present(TraceLine::heldOut);
  }

  private double[] present(Function<TraceLine, OptionalDouble> of) {
    return trace.stream().map(of).flatMapToDouble(OptionalDouble::stream).toArray();
  }

  /** Why the training ended: converged, limit reached, diverging or stopped. */
  public String verdict() {
    return outcome;
  }

  /** The verdict's reason, in words. */
  public String reason() {
    return reason;
  }
}
