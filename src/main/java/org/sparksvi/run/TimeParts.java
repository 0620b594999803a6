package org.sparksvi.run;

import java.util.List;
import java.util.Locale;
import org.sparksvi.engine.Spent;
import org.sparksvi.engine.TraceLine;

/** Where the time of a training went: rows of a table of its report. */
final class TimeParts {
  private TimeParts() {}

  /**
   * Parts with their seconds and shares, which add up but for what stands below another part;
   * nothing where no round knows what it spent, as with a job a round.
   *
   * @param trace of a whole training; rounds that do not know are left out, with their time
   */
  static List<List<String>> of(List<TraceLine> trace) {
    double before = 0;
    double all = 0;
    Spent spent = Spent.NOTHING;
    for (TraceLine line : trace) {
      if (line.spent().isPresent()) {
        Spent round = line.spent().get();
        all += Math.max(round.exchange(), line.seconds() - before);
        spent = spent.plus(round);
      }
      before = line.seconds();
    }
    if (!(all > 0)) {
      return List.of();
    }
    return List.of(
        row("computing, by whoever took longest", spent.computing(), all),
        row("of it, with one executor or task at work and no other", spent.alone(), all),
        row("exchange: parameters out, sums back", spent.exchange() - spent.computing(), all),
        row("driver: steps, bounds, files", all - spent.exchange(), all));
  }

  private static List<String> row(String part, double seconds, double all) {
    return List.of(
        part,
        RunReport.number(seconds),
        String.format(Locale.ROOT, "%.1f %%", 100 * seconds / all));
  }
}
