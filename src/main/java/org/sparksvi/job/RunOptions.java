package org.sparksvi.job;

import org.sparksvi.kind.Kinds;
import org.sparksvi.run.RecordedRun;
import picocli.CommandLine.Parameters;

/** The run that a command looks at. */
final class RunOptions {
  @Parameters(index = "0", paramLabel = "RUN", description = "Directory of the run.")
  private String run;

  /** Opens the directory to read it only. */
  RecordedRun read(Session session) {
    return RecordedRun.read(run, session.hadoop(), Kinds.installed());
  }

  /** Opens the directory. */
  RecordedRun open(Session session) {
    return RecordedRun.open(run, session.hadoop(), Kinds.installed());
  }
}
