package org.sparksvi.laws;

import java.util.function.Function;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Workload;

/**
 * A way to compute sums, for the laws that every execution keeps.
 *
 * @param name shown by the tests
 * @param open an execution for a workload; the laws close it
 */
public record ExecutionCase(String name, Function<Workload<?, ?>, Execution> open) {

  @Override
  public String toString() {
    return name;
  }
}
