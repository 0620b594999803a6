package org.sparksvi.store;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.TimeUnit;

/** Tries again what a file system failed to do, for a while. */
final class Patience {
  /** How long a file system may fail before the run ends. */
  static final double SECONDS = 60;

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  private Patience() {}

  /** Something that reads or writes. */
  @FunctionalInterface
  interface Attempt<T> {
    /** May run several times, after attempts that failed anywhere. */
    T run() throws IOException;
  }

  /**
   * What an attempt gives, at last. A file that is missing or too short is not a file system that
   * fails: that, and an interruption, ends it at once.
   *
   * @throws IOException of the last attempt, after {@link #SECONDS}
   */
  static <T> T run(Attempt<T> attempt) throws IOException {
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        return attempt.run();
      } catch (FileNotFoundException
          | EOFException
          | InterruptedIOException
          | ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        sleep(pause, e);
      }
    }
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
