package org.sparksvi.spark;

import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/** Does something once, on the thread of the training. */
final class Once implements Listener {
  private final LongPredicate condition; // of a round
  private final Action action;
  private boolean done;

  /** What is done. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  private Once(LongPredicate condition, Action action) {
    this.condition = condition;
    this.action = action;
  }

  /** After a round. */
  static Once after(long round, Action action) {
    return new Once(done -> done == round, action);
  }

  /** After the first round at which something holds. */
  static Once when(BooleanSupplier condition, Action action) {
    return new Once(round -> condition.getAsBoolean(), action);
  }

  @Override
  public void onRound(TraceLine line, State state) {
    if (done || !condition.test(line.round())) {
      return;
    }
    done = true;
    try {
      action.run();
    } catch (Exception e) {
      throw new IllegalStateException("after round " + line.round(), e);
    }
  }
}
