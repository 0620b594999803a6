package org.sparksvi.job;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.util.SignalUtils;
import org.sparksvi.engine.Listener;

/**
 * Ends a training after the round in hand when the process is asked to stop, by INT, TERM or HUP,
 * which a terminal that is closed sends. A second signal ends the process at once.
 */
final class StopRequest implements Listener {
  /** Signals that ask a process to stop. */
  static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final Consumer<String> messages;
  private volatile boolean listening = true;
  private volatile boolean asked;

  private StopRequest(Consumer<String> messages) {
    this.messages = messages;
  }

  /** Listens from now on. */
  static StopRequest listen(Consumer<String> messages) {
    StopRequest request = new StopRequest(messages);
    for (String signal : SIGNALS) {
      SignalUtils.register(signal, () -> request.accept(signal));
    }
    return request;
  }

  /** Whether the signal needs no other answer. */
  private boolean accept(String signal) {
    if (!listening || asked) {
      return false;
    }
    asked = true;
    messages.accept("signal %s: stopping after this round".formatted(signal));
    return true;
  }

  @Override
  public boolean wantsStop() {
    return asked;
  }

  /** Leaves signals to others from now on. */
  void close() {
    listening = false;
  }
}
