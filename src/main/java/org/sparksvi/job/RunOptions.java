package org.sparksvi.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.sparksvi.config.Configuration;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunRecord;
import picocli.CommandLine.Parameters;

/** The run that a command looks at. */
final class RunOptions {
  @Parameters(index = "0", paramLabel = "RUN", description = "Directory of the run.")
  private String run;

  /** Opens the directory. */
  RunDirectory open(Session session) {
    Path path = Outputs.path("RUN", run);
    try {
      return RunDirectory.open(HadoopFiles.of(path, session.hadoop()), path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + run, e);
    }
  }

  static RunRecord record(RunDirectory run) {
    try {
      return run.read()
          .orElseThrow(
              () -> new RunDirectoryException("run directory " + run.path() + " holds no run"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + run.path(), e);
    }
  }

  /** The settings that the run was trained with, but for some keys. */
  static JobSettings settings(RunDirectory run, List<String> overrides) {
    List<String> all = new ArrayList<>();
    all.add("run.directory=" + run.path());
    all.addAll(overrides);
    String place = new Path(run.path(), RunDirectory.RUN_FILE).toString();
    return JobSettings.of(Configuration.recorded(record(run).configuration(), place, all));
  }
}
