package org.sparksvi.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.Settlement;

/**
 * Everything a run needs to go on, as a value: resuming is the same loop from the next round.
 *
 * <p>The bundles are handed from round to round: a step overwrites them.
 *
 * @param parameters where the run stands
 * @param memory what the rules or the step remember
 * @param round rounds that are done
 * @param quanta resolution of the next round's sums
 * @param progress what the stop rule remembers
 * @param seconds of training so far, over all sessions
 * @param halvings how often the steps were halved, because larger ones led to numbers that nothing
 *     can go on from
 */
public record State(
    Bundle parameters,
    List<Bundle> memory,
    long round,
    Quanta quanta,
    Progress progress,
    double seconds,
    int halvings) {

  public State {
    memory = List.copyOf(memory);
  }

  /** After one more round, whose step has overwritten the bundles. */
  State afterRound(Quanta next) {
    return new State(parameters, memory, round + 1, next, progress, seconds, halvings);
  }

  /** After one more round that led to another point, and to other memory of the step. */
  State moved(Bundle to, List<Bundle> remembered, Quanta next) {
    return new State(to, remembered, round + 1, next, progress, seconds, halvings);
  }

  /** The same, to go on from by steps that were halved so often. */
  public State withHalvings(int times) {
    return new State(parameters, memory, round, quanta, progress, seconds, times);
  }

  State withProgress(Progress next) {
    return new State(parameters, memory, round, quanta, next, seconds, halvings);
  }

  State withSeconds(double next) {
    return new State(parameters, memory, round, quanta, progress, next, halvings);
  }

  /** With the parameters moved, and the rows of what the rules remember with them. */
  State withSettlement(Settlement settlement) {
    for (Bundle bundle : memory) {
      settlement.rows().forEach((field, order) -> bundle.reorder(field, order));
    }
    return new State(settlement.parameters(), memory, round, quanta, progress, seconds, halvings);
  }

  /** The same over an equal layout, as {@link Bundle#over}. */
  public State over(Layout layout) {
    return new State(parameters.over(layout), memory, round, quanta, progress, seconds, halvings);
  }

  /** Says which number of the parameters or of what the rules remember cannot be, if any. */
  public Optional<String> problem() {
    return Stream.concat(Stream.of(parameters), memory.stream())
        .flatMap(bundle -> bundle.problem().stream())
        .findFirst();
  }

  /** A copy that later rounds do not write to. */
  public State snapshot() {
    return new State(
        parameters.copy(),
        memory.stream().map(Bundle::copy).toList(),
        round,
        quanta,
        progress,
        seconds,
        halvings);
  }
}
