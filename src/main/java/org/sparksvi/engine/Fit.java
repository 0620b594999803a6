package org.sparksvi.engine;

import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.diagnose.Verdict;

/**
 * What a run leaves.
 *
 * @param state the last one
 * @param parameters the result: those of the state, or their means where rules average
 * @param trace a line for every round of this session
 * @param verdict why it ended
 */
public record Fit(State state, Bundle parameters, List<TraceLine> trace, Verdict verdict) {

  public Fit {
    trace = List.copyOf(trace);
  }
}
