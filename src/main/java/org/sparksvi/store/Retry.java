package org.sparksvi.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.security.AccessControlException;

/** Tries again what a file system failed to do, for a while. */
public final class Retry {
  /** How long is waited for a file system that fails, its own waiting aside. */
  static final double SECONDS = 60;

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  /** What a file system that works says of a place. */
  private static final List<Class<? extends IOException>> REFUSALS =
      List.of(
          AccessDeniedException.class,
          AccessControlException.class,
          FileAlreadyExistsException.class,
          java.nio.file.FileAlreadyExistsException.class,
          ParentNotDirectoryException.class,
          NotDirectoryException.class,
          DirectoryNotEmptyException.class);

  private Retry() {}

  /** Something that reads or writes, and may be repeated. */
  @FunctionalInterface
  public interface Attempt<T> {
    /** May run several times, after attempts that failed anywhere. */
    T run() throws IOException;
  }

  /** Something that writes, and may be repeated. */
  @FunctionalInterface
  public interface Step {
    /** May run several times, after attempts that failed anywhere. */
    void run() throws IOException;
  }

  /**
   * What an attempt gives, at last. A file that is missing, or whose place or rights refuse it, is
   * not a file system that fails: that, and an interruption, ends it at once.
   *
   * @throws IOException of the last attempt, after {@link #SECONDS}
   */
  public static <T> T run(Attempt<T> attempt) throws IOException {
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

  /** Does something, at last, as {@link #run(Attempt)}. */
  public static void run(Step step) throws IOException {
    run(
        () -> {
          step.run();
          return step;
        });
  }

  private static boolean isFinal(IOException e) {
    boolean interrupted =
        e instanceof ClosedByInterruptException
            || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
    return interrupted
        || e instanceof FileNotFoundException
        || e instanceof NoSuchFileException
        || isRefusal(e);
  }

  /** Whether a file system works, but rights or what is in a place refuse it. */
  public static boolean isRefusal(Throwable thrown) {
    return REFUSALS.stream().anyMatch(refusal -> refusal.isInstance(thrown));
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
