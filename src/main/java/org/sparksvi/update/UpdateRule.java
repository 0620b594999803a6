package org.sparksvi.update;

import java.io.Serializable;

/**
 * Turns a gradient into a step.
 *
 * <p>A rule is an immutable value that holds settings only. Its memory, such as running averages,
 * is owned by the engine, which passes it in and checkpoints it.
 */
public interface UpdateRule extends Serializable {

  /** Arrays of memory the rule keeps for each field, each as long as the field. */
  int memories();

  /**
   * Overwrites a direction by the step to add.
   *
   * @param step number of the step, from 1
   * @param memory {@link #memories()} arrays, zero before the first step; overwritten
   * @param direction the gradient of one field; overwritten
   */
  void transform(long step, double[][] memory, double[] direction);

  /** This rule, then another on its result. */
  default UpdateRule then(UpdateRule next) {
    return new Chain(this, next);
  }
}
