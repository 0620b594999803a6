package org.sparksvi.job;

import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkException;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.config.Environment;
import org.sparksvi.engine.UnscoredException;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Quote;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.UserCodeException;
import org.sparksvi.run.StoppedException;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.Retry;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunInUseException;

/**
 * How an exception ends a process.
 *
 * @param code exit code
 * @param message one line for the screen
 */
record Failure(ExitCode code, String message) {
  private static final String MORE_FOR_DRIVER =
      "more by spark.driver.memory (submit/svi: SVI_DRIVER_MEMORY)";
  private static final String LESS_AT_A_TIME = "or tasks less at a time by inference.block-size";
  private static final String MORE_MEMORY =
      "give executors more by spark.executor.memory, " + LESS_AT_A_TIME;

  /** As Spark tells it: the error itself, or Spark's own exit code for it. */
  private static final Pattern TASK_WITHOUT_MEMORY =
      Pattern.compile("java\\.lang\\.OutOfMemoryError|exited with code 52");

  /** SIGKILL, or a task that was retried on an executor that already went down. */
  private static final Pattern EXECUTOR_WENT_DOWN =
      Pattern.compile("exit status:? 137|TaskRunner\\S* rejected from");

  /** Local mode, where tasks have the driver's memory. */
  private static final String IN_DRIVER = " executor driver)";

  Failure {
    message = Quote.line(new Environment(System.getenv()).hide(message));
  }

  /** The first exception of the chain of causes that has a code of its own. */
  static Failure of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      ExitCode code = code(t);
      if (code != ExitCode.UNEXPECTED) {
        return new Failure(code, Retry.isRefusal(t) ? refused(thrown, t) : line(t.getMessage()));
      }
    }
    return new Failure(ExitCode.UNEXPECTED, unexpected(thrown));
  }

  /** What was to be done, and what the file system says: access denied, file already exists. */
  private static String refused(Throwable thrown, Throwable refusal) {
    String said = refusal.getClass().getSimpleName().replace("Exception", "");
    String words = said.replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    String what = thrown == refusal ? "" : line(thrown.getMessage()) + ": ";
    return "%s%s: %s".formatted(what, words, line(refusal.getMessage()));
  }

  private static String unexpected(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SparkException && isOfTaskWithoutMemory(t)) {
        return taskWithoutMemory(t); // its cause may be the error of the task
      }
      if (t instanceof OutOfMemoryError) {
        return "the driver ran out of memory (%s); give it %s"
            .formatted(line(t.getMessage()), MORE_FOR_DRIVER);
      }
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (isOfTaskWithoutMemory(t)) {
        return taskWithoutMemory(t);
      }
      if (t.getMessage() != null && EXECUTOR_WENT_DOWN.matcher(t.getMessage()).find()) {
        return "an executor went down under its tasks, most often for want of memory (its log says why); %s: %s"
            .formatted(MORE_MEMORY, line(t.getMessage()));
      }
    }
    if (thrown instanceof UncheckedIOException io) {
      return "%s: %s".formatted(line(io.getMessage()), line(io.getCause().getMessage()));
    }
    return "unexpected %s: %s"
        .formatted(thrown.getClass().getSimpleName(), line(thrown.getMessage()));
  }

  private static boolean isOfTaskWithoutMemory(Throwable thrown) {
    return thrown.getMessage() != null && TASK_WITHOUT_MEMORY.matcher(thrown.getMessage()).find();
  }

  private static String taskWithoutMemory(Throwable thrown) {
    String line = line(thrown.getMessage());
    String more =
        line.contains(IN_DRIVER)
            ? "give the driver, which it ran in, %s, %s".formatted(MORE_FOR_DRIVER, LESS_AT_A_TIME)
            : MORE_MEMORY;
    return "a task ran out of memory; %s: %s".formatted(more, line);
  }

  private static ExitCode code(Throwable thrown) {
    if (thrown instanceof ConfigurationException
        || thrown instanceof UserCodeException
        || thrown instanceof UnsupportedFileSystemException) {
      return ExitCode.CONFIGURATION;
    }
    if (thrown instanceof InputException
        || thrown instanceof FormatException
        || thrown instanceof UnscoredException) {
      return ExitCode.INPUT;
    }
    if (thrown instanceof RunDirectoryException || Retry.isRefusal(thrown)) {
      return ExitCode.RUN_DIRECTORY;
    }
    if (thrown instanceof RunInUseException) {
      return ExitCode.IN_USE;
    }
    if (thrown instanceof StoppedException) {
      return ExitCode.STOPPED;
    }
    return thrown instanceof NumericalException || thrown instanceof ArithmeticException
        ? ExitCode.NUMERICAL
        : ExitCode.UNEXPECTED;
  }

  /** The first line of a message. */
  private static String line(String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("no message");
  }
}
