package org.sparksvi.update;

import java.io.Serializable;
import java.util.List;

/**
 * Turns a gradient into a step: in one stage, or in several of which each works on the result of
 * the one before.
 *
 * <p>A rule is an immutable value that holds settings only. Its memory, such as running averages,
 * is owned by the engine, which passes it in and checkpoints it.
 */
public interface UpdateRule extends Serializable {

  /** The stages, in their order. */
  List<Stage> stages();

  /** Arrays of memory the rule keeps for each field, each as long as the field. */
  default int memories() {
    return stages().stream().mapToInt(Stage::memories).sum();
  }

  /** The product of the rates of its stages at a step, from 1; for reports. */
  default double rate(long step) {
    return stages().stream().mapToDouble(stage -> stage.rate(step)).reduce(1, (a, b) -> a * b);
  }

  /** This rule, then another on its result. */
  default UpdateRule then(UpdateRule next) {
    return new Chain(this, next);
  }
}
