package org.sparksvi.engine;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.diagnose.Verdict;

/**
 * Where a run ended.
 *
 * @param state the last one
 * @param parameters the result: the state's, or their means where rules average
 * @param verdict why it ended
 */
public record Ended(State state, Bundle parameters, Verdict verdict) {}
