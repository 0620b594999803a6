package org.sparksvi.job;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.report.ProgressLine;
import org.sparksvi.report.Wording;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.store.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi watch}: follows a run that another process trains. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Follows a run that another process trains, by its trace.jsonl: a line whenever a round with a",
      "bound or a held-out score has been written. Ends when the run does; changes nothing."
    })
final class WatchCommand implements Job {
  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(names = "--seconds", paramLabel = "S", description = "Between two looks (default: 2).")
  private double seconds = 2;

  @Option(names = "--once", description = "One look: what has been written so far.")
  private boolean once;

  @Override
  public ExitCode run(Session session) {
    if (!(seconds > 0 && seconds < 86_400)) {
      throw new ConfigurationException(
          "--seconds must be a number in (0, 86400), but was " + seconds);
    }
    RecordedRun run = runOptions.read(session);
    Wording wording = run.settings(List.of()).wording();
    long seen = 0;
    while (true) {
      RunRecord record = run.record(); // before the trace, whose last lines are there by then
      for (TraceLine line : run.trace(seen)) {
        seen = line.round();
        if (line.elbo().isPresent() || line.heldOut().isPresent()) {
          session.print(text(line, wording));
        }
      }
      if (once || record.state() != RunRecord.State.RUNNING) {
        session.print(ended(record));
        return ExitCode.DONE;
      }
      LockSupport.parkNanos(Math.round(1e9 * seconds));
    }
  }

  private static String text(TraceLine line, Wording wording) {
    StringBuilder text = new StringBuilder();
    text.append("round %d, epoch %d".formatted(line.round(), line.epoch()));
    line.elboPerUnit()
        .ifPresent(v -> text.append(", ELBO/%s %s".formatted(wording.unit(), number(v))));
    line.heldOut().ifPresent(v -> text.append(", held-out ").append(number(v)));
    line.rate().ifPresent(v -> text.append(", rate ").append(number(v)));
    return text.append(", ").append(ProgressLine.duration(line.seconds())).append('\n').toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String ended(RunRecord record) {
    String why =
        record
            .verdict()
            .map(v -> "%s: %s".formatted(v.outcome(), v.reason()))
            .or(record::message)
            .orElse("");
    return why.isEmpty()
        ? "state: %s\n".formatted(record.state().text())
        : "state: %s; %s\n".formatted(record.state().text(), why);
  }
}
