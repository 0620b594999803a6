package org.sparksvi.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunLock;
import org.sparksvi.store.RunUpdates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code svi rollback}: the model before the latest update. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes the model before the latest update again. The data of that update are no longer",
      "known, and may be fed again."
    })
final class RollbackCommand implements Job {
  @Mixin private RunOptions runOptions = new RunOptions();

  @Override
  public ExitCode run(Session session) {
    RunDirectory run = runOptions.open(session);
    JobSettings settings = RunOptions.settings(run, List.of());
    try (RunLock lock = RunLock.take(run, settings.run().heartbeatSeconds(), session::note)) {
      RunDirectory ours = lock.guarded();
      RunUpdates updates = RunUpdates.read(ours);
      if (updates.days().isEmpty()) {
        throw new RunDirectoryException(
            "run directory %s must have an update to go back behind, but has none"
                .formatted(run.path()));
      }
      RunUpdates before = updates.withoutLatest();
      if (!ModelFiles.exists(ours.fileSystem(), before.model(ours))) {
        throw new RunDirectoryException(
            "run directory %s has not kept the model before its latest update, %s"
                .formatted(run.path(), before.model(ours)));
      }
      before.write(ours);
      session.console().out().println("published: " + before.model(ours));
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot work in run directory " + run.path(), e);
    }
  }
}
