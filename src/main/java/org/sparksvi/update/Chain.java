package org.sparksvi.update;

import java.util.List;
import java.util.stream.Stream;

/**
 * One rule after another; the memory of the first comes first.
 *
 * @param first works on the gradient
 * @param second works on the first's result
 */
public record Chain(UpdateRule first, UpdateRule second) implements UpdateRule {

  @Override
  public List<Stage> stages() {
    return Stream.concat(first.stages().stream(), second.stages().stream()).toList();
  }
}
