package org.sparksvi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;

class RunProgressTest {
  private static final Layout LAYOUT = Layout.of(Field.mixed("field", 1, 1));
  private static final State START =
      new State(Bundle.zeros(LAYOUT), List.of(), 0, Quanta.first(LAYOUT, 1), null, 0, 0);

  private static final Wording WORDING =
      new Wording("documents", "token", "log probability", "completion perplexity");

  private static TraceLine line(long round, double seconds) {
    OptionalDouble none = OptionalDouble.empty();
    return new TraceLine(
        round,
        (round + 1) / 2,
        100,
        1000,
        seconds,
        none,
        -1,
        0,
        none,
        none,
        none,
        none,
        none,
        none,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aLogGetsTheFirstRoundTheLastAndAnEpochNowAndThen() {
    StringWriter written = new StringWriter();
    Screen screen = new Screen(new PrintWriter(written), false, 80);
    RunProgress progress = new RunProgress(screen, WORDING, Plan.of(1, 4, 1), 2, START);

    progress.onRound(line(1, 10), START);
    progress.onRound(line(2, 11), START); // an epoch, but right after the line before
    progress.onRound(line(3, 20), START); // no end of an epoch
    progress.onRound(line(4, 40), START);
    for (int round = 5; round <= 8; round++) {
      progress.onRound(line(round, 40.1), START);
    }

    // speed is that of the rounds after the first: 3 rounds of 100 rows in 30 s, then 7 in 30.1 s
    assertEquals(
        """
        svi: epoch 1/4, round 1/8
        svi: epoch 2/4, 40 s left, round 4/8, 10 documents/s
        svi: epoch 4/4, round 8/8, 23 documents/s
        """,
        written.toString());
  }
}
