package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparksvi.engine.Waiting;

/** Whom an exchange waited for. */
class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();
  private final Participant first = new Participant(1, "a", "h");
  private final Participant second = new Participant(2, "b", "h");

  private Optional<Waiting> waiting() {
    return arrivals.waiting();
  }

  @Test
  void withoutResultsNobody() {
    arrivals.open(1000);

    assertEquals(Optional.empty(), waiting());
  }

  @Test
  void theLastAndTheTimeSinceTheOneBefore() {
    arrivals.open(1000);
    arrivals.add(first, 1200, 0, 0);
    arrivals.add(second, 2000, 0, 0);

    assertEquals(Optional.of(new Waiting("executor b on h", 0.8)), waiting());
  }

  @Test
  void severalOfTheLastCountAsOne() {
    arrivals.open(1000);
    arrivals.add(first, 1200, 0, 0);
    arrivals.add(second, 1500, 0, 0);
    arrivals.add(second, 2000, 0, 0);

    assertEquals(Optional.of(new Waiting("executor b on h", 0.8)), waiting());
  }

  /** 0.1 ms of it one task was at work alone. */
  @Test
  void oneExecutorAloneByItsLastTask() {
    arrivals.open(1000);
    arrivals.add(first, 2000, 100, 0);

    assertEquals(Optional.of(new Waiting("executor a on h", 0.1)), waiting());
  }

  /** Computing is that of whoever took longest, and no longer than the exchange. */
  @Test
  void whatAnExchangeTook() {
    arrivals.open(1000);
    arrivals.add(first, 1500, 0, 400);
    arrivals.add(second, 2000, 0, 700);

    assertEquals(1000e-9, arrivals.spent().exchange(), 1e-15);
    assertEquals(700e-9, arrivals.spent().computing(), 1e-15);
    assertEquals(500e-9, arrivals.spent().alone(), 1e-15);
    arrivals.add(second, 2500, 0, 9000);
    assertEquals(arrivals.spent().exchange(), arrivals.spent().computing());
    arrivals.open(3000);
    assertEquals(0, arrivals.spent().exchange());
  }

  @Test
  void openingForgets() {
    arrivals.open(1000);
    arrivals.add(first, 2000, 100, 0);
    arrivals.open(3000);

    assertEquals(Optional.empty(), waiting());
  }
}
