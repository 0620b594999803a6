package org.sparksvi.run;

import java.util.Optional;
import org.sparksvi.format.FormatException;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;

/** Files of a run that are not what the run had written. */
final class DamagedRun {
  private DamagedRun() {}

  /** What a training failed by, where that is a file of its own run. */
  static Optional<RunDirectoryException> of(RunDirectory run, Throwable thrown) {
    String below = run.path().toUri().getPath() + "/";
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof FormatException problem && problem.place().contains(below)) {
        return Optional.of(named(run, problem));
      }
    }
    return Optional.empty();
  }

  static RunDirectoryException named(RunDirectory run, Exception problem) {
    return new RunDirectoryException(
        "run directory %s is damaged: %s; --resume never begins anew"
            .formatted(run.path(), problem.getMessage()),
        problem);
  }
}
