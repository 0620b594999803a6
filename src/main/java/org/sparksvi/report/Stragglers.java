package org.sparksvi.report;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Waiting;

/**
 * Names executors that rounds wait for: every so often, whoever took a large part of the time since
 * the last look.
 */
public final class Stragglers implements Listener {
  private static final double EVERY_SECONDS = 10;
  private static final double LARGE_SHARE = 0.25;

  private final Consumer<String> log;
  private final Map<String, Double> waited = new HashMap<>(); // seconds, by executor
  private double since = Double.NaN;
  private double before;

  /**
   * Before the first round.
   *
   * @param log is told a line
   */
  public Stragglers(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public void onRound(TraceLine line, State state) {
    if (Double.isNaN(since)) {
      since = line.seconds();
    } else {
      line.waiting().ifPresent(waiting -> count(waiting, line.seconds() - before));
    }
    before = line.seconds();
    if (line.seconds() - since >= EVERY_SECONDS) {
      tell(line);
      waited.clear();
      since = line.seconds();
    }
  }

  private void count(Waiting waiting, double seconds) {
    waited.merge(waiting.on(), waiting.share() * seconds, Double::sum);
  }

  private void tell(TraceLine line) {
    double all = line.seconds() - since;
    waited.forEach(
        (executor, seconds) -> {
          if (seconds > LARGE_SHARE * all) {
            log.accept(
                String.format(
                    Locale.ROOT,
                    "up to round %d, rounds waited for %s alone in %.0f %% of %.0f seconds",
                    line.round(),
                    executor,
                    100 * seconds / all,
                    all));
          }
        });
  }
}
