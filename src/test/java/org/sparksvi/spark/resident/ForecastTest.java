package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.resident.Simulation.MILLI;
import static org.sparksvi.spark.resident.Simulation.SECOND;

import org.junit.jupiter.api.Test;

/** When idle executors are to ask again. */
class ForecastTest {
  private final Forecast forecast = new Forecast();
  private long now = 5 * SECOND;

  /** Exchanges of a duration, and as long a gap after each. */
  private void exchanges(int count, long duration, long gap) {
    for (int i = 0; i < count; i++) {
      forecast.opened(now);
      now += duration;
      forecast.completed(now);
      now += gap;
    }
  }

  private void assertNear(long expected, long actual) {
    assertTrue(
        actual >= 0.85 * expected && actual <= expected, () -> actual + " beside " + expected);
  }

  @Test
  void beforeTheFirstExchangeIsOverNothingIsPredicted() {
    assertEquals(MILLI / 10, forecast.delay(now, 0, 2));
    forecast.opened(now);
    assertEquals(MILLI / 10, forecast.delay(now + SECOND, 0, 2));
  }

  @Test
  void theFirstQuestionIsAtThePredictedOpening() {
    exchanges(20, 20 * MILLI, 4 * MILLI);
    forecast.opened(now);

    assertNear(24 * MILLI, forecast.delay(now, 0, 2));
    assertNear(14 * MILLI, forecast.delay(now + 10 * MILLI, 0, 2));
    forecast.completed(now + 20 * MILLI);
    assertNear(4 * MILLI, forecast.delay(now + 20 * MILLI, 0, 2));
  }

  @Test
  void fromThenOnDistancesGrowToFiveMilliseconds() {
    exchanges(20, 20 * MILLI, 0);
    forecast.opened(now);
    long late = now + 30 * MILLI;

    assertEquals(MILLI / 10, forecast.delay(late, 1, 2));
    assertEquals(MILLI / 5, forecast.delay(late, 2, 2));
    assertEquals(5 * MILLI, forecast.delay(late, 7, 2));
    assertEquals(5 * MILLI, forecast.delay(late, Integer.MAX_VALUE, 2));
  }

  /** In a round of ten seconds, idle executors ask ten times a second until it should be over. */
  @Test
  void inLongExchangesQuestionsAreRareUntilTheEndIsNear() {
    exchanges(20, 10 * SECOND, 0);
    forecast.opened(now);

    assertEquals(100 * MILLI, forecast.delay(now, 0, 2));
    assertEquals(100 * MILLI, forecast.delay(now + 5 * SECOND, 50, 2));
    assertEquals(5 * MILLI, forecast.delay(now + 10 * SECOND, 100, 2));
  }

  @Test
  void manyExecutorsAskLessOften() {
    exchanges(20, MILLI, 0);
    forecast.opened(now);
    long late = now + 10 * MILLI;

    assertEquals(30 * MILLI, forecast.delay(late, 0, 64));
    assertEquals(30 * MILLI, forecast.delay(late, 9, 64));
  }

  /** A checkpoint, or whatever the caller does between two rounds. */
  @Test
  void aLongPauseDoesNotSlowTheNextExchanges() {
    exchanges(20, 3 * MILLI, MILLI);
    exchanges(1, 3 * MILLI, 10 * SECOND);
    forecast.opened(now);

    assertTrue(forecast.delay(now, 0, 2) <= 5 * MILLI, () -> forecast.delay(now, 0, 2) + " ns");
  }

  @Test
  void aChangeOfPaceIsLearntInAFewExchanges() {
    exchanges(20, MILLI, 0);
    exchanges(15, 30 * MILLI, 0);
    assertTrue(forecast.duration() > 25 * MILLI, () -> forecast.duration() + " ns");
    exchanges(15, MILLI, 0);
    assertTrue(forecast.duration() < 2 * MILLI, () -> forecast.duration() + " ns");
  }
}
