package org.sparksvi.job;

import org.sparksvi.run.RecordedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code svi report}: a run on one page. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes report.html into a run's directory anew, as the end of a training does: the verdict,",
      "what was learnt, curves, the gap, time, data, settings and versions, on one page that needs",
      "nothing else."
    })
final class ReportCommand implements Job {
  @Mixin private RunOptions runOptions = new RunOptions();

  @Override
  public ExitCode run(Session session) {
    RecordedRun run = runOptions.open(session);
    session.print("report: %s\n".formatted(run.report(session::note)));
    return ExitCode.DONE;
  }
}
