package org.sparksvi.job;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.spark.util.SignalUtils;
import org.sparksvi.run.StoppedException;

/**
 * The signal that asks this process to stop: INT, TERM or HUP, which a terminal that is closed
 * sends. The first one is kept for whoever can answer it, now or later; a second ends the process
 * at once. Until {@link #keep}, each does.
 */
final class StopSignal {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final AtomicReference<Optional<String>> name = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Consumer<String>> answer;
  private final AtomicBoolean kept = new AtomicBoolean();

  /**
   * None yet.
   *
   * @param messages told where nobody answers it
   */
  StopSignal(Consumer<String> messages) {
    this.answer = new AtomicReference<>(by -> messages.accept("signal %s: stopping".formatted(by)));
  }

  /** From now on there is something to put in order before the process ends. */
  void keep() {
    if (kept.compareAndSet(false, true)) {
      for (String signal : SIGNALS) {
        SignalUtils.register(signal, () -> accept(signal));
      }
    }
  }

  /** Whether the signal needs no other answer. */
  synchronized boolean accept(String signal) {
    if (!kept.get() || !name.compareAndSet(Optional.empty(), Optional.of(signal))) {
      return false;
    }
    answer.get().accept(signal);
    return true;
  }

  /** Answers it from now on, at once where it has come; what is returned leaves it to others. */
  synchronized Runnable answered(Consumer<String> by) {
    Consumer<String> before = answer.getAndSet(by);
    name.get().ifPresent(by);
    return () -> answer.set(before);
  }

  /** The process goes on only where nobody has asked it to stop. */
  void requireNone(String when) {
    name.get()
        .ifPresent(
            signal -> {
              throw new StoppedException(
                  "signal %s: stopped %s; the same command begins anew".formatted(signal, when));
            });
  }

  /** Nobody asks any more: the process has done what it was for. */
  void close() {
    kept.set(false);
  }
}
