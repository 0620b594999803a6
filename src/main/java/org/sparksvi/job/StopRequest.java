package org.sparksvi.job;

import java.util.function.Consumer;
import org.sparksvi.engine.Listener;

/** Ends a training after the round in hand when the process is asked to stop. */
final class StopRequest implements Listener {
  private volatile boolean asked;

  /**
   * Listens.
   *
   * @return what ends it
   */
  Runnable to(StopSignal signal, Consumer<String> messages) {
    return signal.answered(
        name -> {
          asked = true;
          messages.accept("signal %s: stopping after this round".formatted(name));
        });
  }

  @Override
  public boolean wantsStop() {
    return asked;
  }
}
