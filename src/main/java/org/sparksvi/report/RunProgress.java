package org.sparksvi.report;

import java.util.OptionalDouble;
import org.sparksvi.engine.EpochBound;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

/** Shows people how far a run is: a live line on a terminal, elsewhere a line now and then. */
public final class RunProgress implements Listener {
  private static final double LIVE_SECONDS = 0.1;
  private static final double PLAIN_SECONDS = 5;

  private final Screen screen;
  private final Wording wording;
  private final Plan plan;
  private final long roundsPerEpoch;
  private final long firstRound;
  private double rows; // of this session's rounds after the first, which warms up
  private double warmSeconds; // when the first round had ended
  private double shownAt = Double.NEGATIVE_INFINITY;
  private final EpochBound bound = new EpochBound();
  private OptionalDouble heldOut = OptionalDouble.empty();

  /** Progress of a session that begins at a state; time is that of the trace. */
  public RunProgress(Screen screen, Wording wording, Plan plan, long roundsPerEpoch, State from) {
    this.screen = screen;
    this.wording = wording;
    this.plan = plan;
    this.roundsPerEpoch = roundsPerEpoch;
    this.firstRound = from.round();
  }

  @Override
  public void onRound(TraceLine line, State state) {
    boolean first = line.round() == firstRound + 1;
    if (first) {
      warmSeconds = line.seconds();
    } else {
      rows += line.rows();
    }
    bound.take(line);
    heldOut = line.heldOut().isPresent() ? line.heldOut() : heldOut;
    double since = line.seconds() - shownAt;
    if (screen.terminal()) {
      if (since >= LIVE_SECONDS) {
        shownAt = line.seconds();
        screen.live(progress(line).live(screen.columns()));
      }
      return;
    }
    boolean last = line.round() == rounds();
    boolean endsEpoch = line.round() % roundsPerEpoch == 0;
    if (first || last || (endsEpoch && since >= PLAIN_SECONDS)) {
      shownAt = line.seconds();
      screen.note(progress(line).plain());
    }
  }

  private long rounds() {
    return plan.epochs() * roundsPerEpoch;
  }

  private ProgressLine progress(TraceLine line) {
    double seconds = line.seconds() - warmSeconds;
    double perRound = seconds / (line.round() - firstRound - 1); // not a number after one round
    return new ProgressLine(
        line.round(),
        rounds(),
        line.epoch(),
        plan.epochs(),
        bound.elboPerUnit(),
        heldOut,
        line.rate(),
        seconds > 0 ? rows / seconds : 0,
        Math.min(perRound * (rounds() - line.round()), plan.maxSeconds() - line.seconds()),
        wording);
  }
}
