package org.sparksvi.update;

/** A rule that is a rate and nothing more; the only kind a mixed field takes. */
public interface Schedule extends UpdateRule {

  /**
   * Rate of a step.
   *
   * @param step number of the step, from 1
   */
  double rate(long step);

  @Override
  default int memories() {
    return 0;
  }

  @Override
  default void transform(long step, double[][] memory, double[] direction) {
    double rate = rate(step);
    for (int i = 0; i < direction.length; i++) {
      direction[i] *= rate;
    }
  }
}
