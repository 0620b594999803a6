package org.sparksvi.job;

import java.util.OptionalInt;
import org.sparksvi.run.RecordedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi rollback}: the model before the latest update. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes the model before the latest update again. The data of that update are no longer",
      "known, and may be fed again. A rollback that failed may be repeated: it is finished, and takes",
      "back no second update."
    })
final class RollbackCommand implements Job {
  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(
      names = "--update",
      paramLabel = "N",
      description = {
        "Number of the update to take back, the latest one; changes nothing where it was taken back",
        "before."
      })
  private Integer update;

  @Override
  public ExitCode run(Session session) {
    RecordedRun run = runOptions.open(session);
    OptionalInt number = update == null ? OptionalInt.empty() : OptionalInt.of(update);
    session.print("published: %s\n".formatted(run.rollBack(number, session::note)));
    if (session.console().isHeard()) {
      run.endRollBack(session::note);
    }
    return ExitCode.DONE;
  }
}
