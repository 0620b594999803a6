package org.sparksvi.job;

import org.sparksvi.format.FormatException;
import org.sparksvi.job.config.ConfigurationException;
import org.sparksvi.model.NumericalException;
import org.sparksvi.numeric.NotPositiveDefiniteException;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunInUseException;

/**
 * How an exception ends a process.
 *
 * @param code exit code
 * @param message one line for the screen
 */
record Failure(ExitCode code, String message) {

  /** The first exception of the chain of causes that has a code of its own. */
  static Failure of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      ExitCode code = code(t);
      if (code != ExitCode.UNEXPECTED) {
        return new Failure(code, line(t.getMessage()));
      }
    }
    return new Failure(
        ExitCode.UNEXPECTED,
        "unexpected %s: %s"
            .formatted(thrown.getClass().getSimpleName(), line(thrown.getMessage())));
  }

  private static ExitCode code(Throwable thrown) {
    if (thrown instanceof ConfigurationException) {
      return ExitCode.CONFIGURATION;
    }
    if (thrown instanceof InputException || thrown instanceof FormatException) {
      return ExitCode.INPUT;
    }
    if (thrown instanceof RunDirectoryException) {
      return ExitCode.RUN_DIRECTORY;
    }
    if (thrown instanceof RunInUseException) {
      return ExitCode.IN_USE;
    }
    return thrown instanceof NumericalException || thrown instanceof NotPositiveDefiniteException
        ? ExitCode.NUMERICAL
        : ExitCode.UNEXPECTED;
  }

  /** The first line of a message. */
  private static String line(String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("no message");
  }
}
