package org.sparksvi.update;

import java.util.Arrays;

/**
 * One rule after another; the memory of the first comes first.
 *
 * @param first works on the gradient
 * @param second works on the first's result
 */
public record Chain(UpdateRule first, UpdateRule second) implements UpdateRule {

  @Override
  public int memories() {
    return first.memories() + second.memories();
  }

  @Override
  public void transform(long step, double[][] memory, double[] direction) {
    first.transform(step, Arrays.copyOfRange(memory, 0, first.memories()), direction);
    second.transform(step, Arrays.copyOfRange(memory, first.memories(), memories()), direction);
  }
}
