package org.sparksvi.job;

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
    session.print("published: %s\n".formatted(runOptions.open(session).rollBack(session::note)));
    return ExitCode.DONE;
  }
}
