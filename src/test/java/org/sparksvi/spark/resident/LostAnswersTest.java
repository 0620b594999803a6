package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Quanta;

/** Answers that do not arrive: what the driver gives twice, and how long a task asks. */
class LostAnswersTest {
  private static final long TOKEN = 1;
  private static final int[] UNITS = {3, 4, 5};

  private final AtomicLong clock = new AtomicLong();

  /** A driver that answers some questions only. */
  private final class Fails implements Link {
    private final Exception failure;
    private final int times;
    private final long seconds;
    private final AtomicInteger asked = new AtomicInteger();

    Fails(Exception failure, int times, long seconds) {
      this.failure = failure;
      this.times = times;
      this.seconds = seconds;
    }

    @Override
    public Object ask(Object message) throws Exception {
      clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
      if (asked.incrementAndGet() <= times) {
        throw failure;
      }
      return Answer.end().message();
    }

    @Override
    public void send(Object message) {}
  }

  private Answer ask(Link link) throws InterruptedException {
    return new DriverLink(link, clock::get).ask(Request.poll(TOKEN, 1));
  }

  @Test
  void whoAsksAgainGetsWhatItHolds() {
    DriverSide exchange = new DriverSide(2, Long.MAX_VALUE, clock::get);
    exchange.answer(Request.join(TOKEN, 10, 0, "only", "host"));
    Layout layout = Layout.of(Field.mixed("values", 1, 1));
    exchange.open(UNITS, new ExactTotal(layout, Quanta.first(layout, 1)), Payload.SHARED);

    Answer lost = exchange.answer(Request.poll(TOKEN, 1));
    Answer again = exchange.answer(Request.poll(TOKEN, 1));

    assertEquals(Answer.Kind.SHARED, again.kind());
    assertEquals(lost.lease(), again.lease());
    assertArrayEquals(lost.units(), again.units());
  }

  @Test
  void aSlowDriverIsAskedForTwoMinutesAndOneThatCannotBeReachedForSeconds() throws Exception {
    TimeoutException slow = new TimeoutException("in 1 second");
    IOException gone = new IOException("connection closed");

    assertEquals(Answer.Kind.END, ask(new Fails(slow, 4, 30)).kind());
    assertThrows(IllegalStateException.class, () -> ask(new Fails(slow, 100, 50)));
    Fails unreachable = new Fails(gone, 100, 3);
    assertTrue(
        assertThrows(IllegalStateException.class, () -> ask(unreachable))
            .getMessage()
            .contains("has not answered a task 3 times: connection closed"));
    assertEquals(3, unreachable.asked.get());
  }
}
