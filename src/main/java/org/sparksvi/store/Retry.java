package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.TimeUnit;

/** Tries again what a file system failed to do, for a while. */
final class Retry {
  /** How long is waited for a file system that fails, its own waiting aside. */
  static final double SECONDS = 60;

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  private Retry() {}

  /** Something that reads or writes. */
  @FunctionalInterface
  interface Attempt<T> {
    /** May run several times, after attempts that failed anywhere. */
    T run() throws IOException;
  }

  /**
   * What an attempt gives, at last. A file that is missing is not a file system that fails: that,
   * and an interruption, ends it at once.
   *
   * @throws IOException of the last attempt, after {@link #SECONDS}
   */
  static <T> T run(Attempt<T> attempt) throws IOException {
    double left = 1000 * SECONDS;
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        return attempt.run();
      } catch (IOException e) {
        if (left <= 0 || isFinal(e)) {
          throw e;
        }
        sleep(pause, e);
        left -= pause;
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private static boolean isFinal(IOException e) {
    boolean interrupted =
        e instanceof ClosedByInterruptException
            || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
    return interrupted || e instanceof FileNotFoundException;
  }

  private static void sleep(long millis, IOException why) throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted while waiting for a file system that fails");
      interrupted.initCause(why);
      throw interrupted;
    }
  }
}
