package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.resident.Simulation.SECOND;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shifts of one executor's tasks, which go at the ends of exchanges. */
class LongExchangesTest {
  private static final int TASKS = 5;
  private static final int EXCHANGES = 12;
  private static final long SHIFT = 100 * SECOND;

  private final long[] now = {0};
  private final DriverSide exchange = new DriverSide(TASKS, SHIFT, () -> now[0]);
  private final Map<Integer, Long> since = new HashMap<>(); // by partition
  private int submitted;
  private int joined;

  private void submit() {
    int first = submitted;
    exchange.shifts(shifts -> shifts.submitted(first, TASKS));
    submitted += TASKS;
  }

  private int tasks() {
    return exchange.shifts((shifts, members) -> members.tasks());
  }

  /** Partitions of the jobs come where there are slots, so many at most. */
  private void join(int most) {
    for (int i = 0; i < most && tasks() < TASKS && joined < submitted; i++) {
      exchange.answer(Request.join(1, joined, joined, "a", "h"));
      since.put(joined++, now[0]);
    }
  }

  /** One exchange of 60 s; what the result is answered. */
  private Answer run() throws InterruptedException {
    int[] units = Sums.units(TASKS);
    exchange.open(units, new Sums(exchange.next()).none(), Payload.SHARED);
    Answer work = exchange.answer(Request.poll(1, 1));
    now[0] += 60 * SECOND;
    exchange.shifts(shifts -> shifts.alone(true, now[0]));
    if (exchange.shifts((shifts, members) -> shifts.wantsJob(members, now[0]))) {
      submit();
    }
    Answer answer =
        exchange.answer(
            Request.result(
                1,
                1,
                work.exchange(),
                work.lease(),
                0,
                1,
                0,
                0,
                new Sums(work.exchange()).total(units).packed()));
    exchange.await(0);
    return answer;
  }

  /** Tasks leave that are told to. */
  private void leave(Answer answer) {
    for (int partition : answer.units()) {
      long stayed = now[0] - since.get(partition);
      assertTrue(stayed >= SHIFT, () -> partition + " has stayed for " + stayed + " ns");
      exchange.answer(Request.leave(1, 1, partition, partition));
    }
  }

  @Test
  void noMoreGoThanTheJobHasTasksToCome() throws InterruptedException {
    submit();
    join(TASKS);
    for (int e = 0; e < EXCHANGES; e++) {
      leave(run());
      join(TASKS);
      assertEquals(TASKS, tasks(), "tasks after exchange " + (e + 1));
    }
    assertTrue(joined > 2 * TASKS, () -> joined + " tasks");
  }

  /** Tasks come one after the other, and the first of them is due alone. */
  @Test
  void onlyTasksGoWhoseShiftIsOver() throws InterruptedException {
    submit();
    for (int e = 0; e < EXCHANGES; e++) {
      join(1);
      Answer answer = run();
      if (answer.kind() == Answer.Kind.SHIFT_OVER) {
        leave(answer);
      }
    }
    assertTrue(joined > TASKS, () -> joined + " tasks");
  }
}
