package org.sparksvi.engine;

import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.diagnose.Verdict;

/**
 * What a run leaves.
 *
 * @param state the last one; its parameters are the result
 * @param trace a line for every round of this session
 * @param verdict why it ended
 */
public record Fit(State state, List<TraceLine> trace, Verdict verdict) {

  public Fit {
    trace = List.copyOf(trace);
  }

  public Bundle parameters() {
    return state.parameters();
  }
}
