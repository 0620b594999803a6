package org.sparksvi.spark;

import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/**
 * Does something once, on the thread of the training.
 *
 * @param round after which
 */
record After(long round, Action action) implements Listener {

  /** What is done. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  @Override
  public void onRound(TraceLine line, State state) {
    if (line.round() == round) {
      try {
        action.run();
      } catch (Exception e) {
        throw new IllegalStateException("what was to happen after round " + round, e);
      }
    }
  }
}
