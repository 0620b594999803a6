package org.sparksvi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private static final ProgressLine HALF_WAY =
      new ProgressLine(
          50,
          100,
          5,
          10,
          OptionalDouble.of(-7.41234),
          OptionalDouble.of(-7.2),
          OptionalDouble.of(0.058),
          12345.6,
          75,
          new Wording("documents", "token", "log probability", "completion perplexity"));

  @Test
  void aWideTerminalShowsEverything() {
    assertEquals(
        "[############------------]  epoch 5/10  ELBO/token -7.4123  held-out -7.2000"
            + "  1 min 15 s left  round 50/100  12346 documents/s  rate 0.0580",
        HALF_WAY.live(200));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 40, 60, 80, 100, 120, 150})
  void aLineNeverFillsItsTerminal(int columns) {
    String line = HALF_WAY.live(columns);

    assertTrue(line.length() < columns, line);
    assertTrue(line.startsWith("[") && line.contains("]"), line);
  }

  @Test
  void aLogLineHasEveryNumber() {
    assertEquals(
        "epoch 5/10, ELBO/token -7.4123, held-out -7.2000, 1 min 15 s left, round 50/100,"
            + " 12346 documents/s, rate 0.0580",
        HALF_WAY.plain());
  }

  @ParameterizedTest
  @CsvSource({
    "0.2,0 s",
    "59.4,59 s",
    "60,1 min 00 s",
    "3599,59 min 59 s",
    "3600,1 h 00 min",
    "86400,24 h 00 min"
  })
  void durationsAreForPeople(double seconds, String text) {
    assertEquals(text, ProgressLine.duration(seconds));
  }

  @Test
  void aShorterLiveLineLeavesNothingOfALongerOne() {
    StringWriter written = new StringWriter();
    Screen screen = new Screen(new PrintWriter(written), true, 80);

    screen.live("long line");
    screen.live("short");
    screen.note("done");

    assertEquals("\rlong line\rshort    \r     \rsvi: done\n", written.toString());
  }

  @Test
  void withoutATerminalThereAreNoLiveLines() {
    StringWriter written = new StringWriter();
    Screen screen = new Screen(new PrintWriter(written), false, 80);

    screen.live("live");
    screen.note("done");

    assertEquals("svi: done\n", written.toString());
  }
}
