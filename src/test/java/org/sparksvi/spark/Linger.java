package org.sparksvi.spark;

import java.util.function.BooleanSupplier;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/**
 * Makes a training slow until something has happened.
 *
 * @param millis of every round till then
 */
record Linger(long millis, BooleanSupplier happened) implements Listener {

  @Override
  public void onRound(TraceLine line, State state) {
    if (!happened.getAsBoolean()) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
