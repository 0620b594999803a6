package org.sparksvi.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.run.ConfiguredPath;
import org.sparksvi.store.HadoopFiles;

/** Places that commands write to. */
final class Outputs {
  private Outputs() {}

  /** The path that an option names, where nothing may be yet. */
  static Path requireAbsent(String option, String text, Configuration hadoop) {
    Path path = ConfiguredPath.of(option, text);
    try {
      if (HadoopFiles.of(path, hadoop).exists(path)) {
        throw new ConfigurationException(
            "%s must name a path where nothing is, but %s exists".formatted(option, text));
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + text, e);
    }
  }

  /** Removes what a command that failed had begun to write. */
  static void discard(Path target, Session session, Exception why) {
    try {
      HadoopFiles.of(target, session.hadoop()).delete(target, true);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
