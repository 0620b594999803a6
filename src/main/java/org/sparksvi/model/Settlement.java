package org.sparksvi.model;

import java.util.Map;
import org.sparksvi.bundle.Bundle;

/**
 * A move of parameters that is no step.
 *
 * @param parameters the moved ones; kept by the engine
 * @param rows for each field whose rows changed places, the old row at each new place; the engine
 *     moves the rows of the rules' memory in the same way
 * @param what was done, for people
 */
public record Settlement(Bundle parameters, Map<String, int[]> rows, String what) {

  public Settlement {
    rows = Map.copyOf(rows);
  }
}
