package org.sparksvi.spark.resident;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The driver, as a task sees it: questions are repeated until they are answered, which changes
 * nothing, since the driver counts every result once.
 */
final class DriverLink {
  private static final int ATTEMPTS = 3;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
  private static final long PATIENCE_WITH_A_SLOW_ONE = TimeUnit.SECONDS.toNanos(120);
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 1000;

  private final Link link;
  private final LongSupplier clock;

  /**
   * A driver at the other end of a link.
   *
   * @param clock in nanoseconds
   */
  DriverLink(Link link, LongSupplier clock) {
    this.link = link;
    this.clock = clock;
  }

  /**
   * Asks, until there is an answer.
   *
   * @throws IllegalStateException when there has been none three times, for five seconds or more;
   *     for two minutes or more where the driver can be reached and takes its time
   */
  Answer ask(Request request) throws InterruptedException {
    Object[] message = request.message();
    long firstFailure = 0;
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        return Answer.of(link.ask(message));
      } catch (InterruptedException | MessageException e) {
        throw e;
      } catch (Exception e) {
        long now = clock.getAsLong();
        firstFailure = attempt == 1 ? now : firstFailure;
        long patience = e instanceof TimeoutException ? PATIENCE_WITH_A_SLOW_ONE : PATIENCE;
        if (attempt >= ATTEMPTS && now - firstFailure >= patience) {
          throw new IllegalStateException(
              "the driver has not answered a task %d times: %s".formatted(attempt, e.getMessage()),
              e);
        }
        Thread.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  /** Says something that is well known but need not be. */
  void tell(Request request) {
    try {
      link.send(request.message());
    } catch (Exception e) {
      return; // a driver that is gone needs to know nothing
    }
  }
}
