package org.sparksvi.job;

import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/** Remembers which round was the last that was done. */
final class LastRound implements Listener {
  private long round;

  LastRound(long before) {
    this.round = before;
  }

  @Override
  public void onRound(TraceLine line, State state) {
    round = state.round();
  }

  long round() {
    return round;
  }
}
