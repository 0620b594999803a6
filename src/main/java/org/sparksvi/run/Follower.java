package org.sparksvi.run;

import org.sparksvi.engine.Listener;

/**
 * Somebody who follows a fitting from a state on.
 *
 * @param listener told of every round
 * @param end run when the fitting ends, or goes back to an earlier state
 */
public record Follower(Listener listener, Runnable end) implements AutoCloseable {
  /** A follower that does nothing. */
  public static final Follower NONE = new Follower(Listener.NONE, () -> {});

  @Override
  public void close() {
    end.run();
  }
}
