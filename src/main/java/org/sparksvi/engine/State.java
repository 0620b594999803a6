package org.sparksvi.engine;

import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.model.Settlement;

/**
 * Everything a run needs to go on, as a value: resuming is the same loop from the next round.
 *
 * <p>The bundles are handed from round to round: a step overwrites them.
 *
 * @param parameters where the run stands
 * @param memory what the rules remember
 * @param round rounds that are done
 * @param quanta resolution of the next round's sums
 * @param progress what the stop rule remembers
 * @param seconds of training so far, over all sessions
 */
public record State(
    Bundle parameters,
    List<Bundle> memory,
    long round,
    Quanta quanta,
    Progress progress,
    double seconds) {

  public State {
    memory = List.copyOf(memory);
  }

  State withProgress(Progress next) {
    return new State(parameters, memory, round, quanta, next, seconds);
  }

  State withSeconds(double next) {
    return new State(parameters, memory, round, quanta, progress, next);
  }

  /** With the parameters moved, and the rows of what the rules remember with them. */
  State withSettlement(Settlement settlement) {
    for (Bundle bundle : memory) {
      settlement.rows().forEach((field, order) -> bundle.reorder(field, order));
    }
    return new State(settlement.parameters(), memory, round, quanta, progress, seconds);
  }

  /** A copy that later rounds do not write to. */
  public State snapshot() {
    return new State(
        parameters.copy(),
        memory.stream().map(Bundle::copy).toList(),
        round,
        quanta,
        progress,
        seconds);
  }
}
