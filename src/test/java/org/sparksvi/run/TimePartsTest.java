package org.sparksvi.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sparksvi.engine.Spent;
import org.sparksvi.engine.TraceLine;

/** Where the time of a training went. */
class TimePartsTest {
  private static TraceLine line(long round, double seconds, Optional<Spent> spent) {
    OptionalDouble none = OptionalDouble.empty();
    return new TraceLine(
        round,
        round,
        8,
        8,
        seconds,
        none,
        0,
        0,
        none,
        none,
        none,
        none,
        none,
        none,
        Optional.empty(),
        spent);
  }

  @Test
  void partsAddUpToTheSeconds() {
    List<List<String>> parts =
        TimeParts.of(
            List.of(
                line(1, 3, Optional.of(new Spent(2, 1.5, 1))),
                line(2, 4, Optional.of(new Spent(0.5, 0.5, 0)))));

    assertEquals(
        List.of(
            List.of("2", "50.0 %"),
            List.of("1", "25.0 %"),
            List.of("0.5", "12.5 %"),
            List.of("1.5", "37.5 %")),
        parts.stream().map(row -> row.subList(1, 3)).toList());
  }

  /** A trace of before has no such numbers; of one that went on, its rounds are left out. */
  @Test
  void roundsThatDoNotKnowAreLeftOut() {
    assertEquals(List.of(), TimeParts.of(List.of(line(1, 3, Optional.empty()))));
    List<List<String>> parts =
        TimeParts.of(
            List.of(line(1, 100, Optional.empty()), line(2, 102, Optional.of(new Spent(1, 1, 0)))));

    assertEquals(List.of("1", "50.0 %"), parts.get(0).subList(1, 3));
  }
}
