package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.resident.Simulation.MILLI;
import static org.sparksvi.spark.resident.Simulation.SECOND;

import org.junit.jupiter.api.Test;

/** Which tasks go, and when. */
class ShiftsTest {
  private static final long SHIFT = 10 * SECOND;
  private static final int TASKS = 3;

  private final long[] now = {0};
  private final DriverSide exchange = new DriverSide(TASKS, SHIFT, () -> now[0]);

  private void job(int first) {
    exchange.shifts(shifts -> shifts.submitted(first, TASKS));
  }

  private boolean wantsJob() {
    return exchange.shifts((shifts, members) -> shifts.wantsJob(members, now[0]));
  }

  private void alone(boolean so) {
    exchange.shifts(shifts -> shifts.alone(so, now[0]));
  }

  /** The attempt has the partition's number. */
  private int join(int partition, String executor) {
    return exchange.answer(Request.join(1, partition, partition, executor, "h")).member();
  }

  private void assertGo(int member, int... partitions) {
    Answer answer = exchange.answer(Request.poll(1, member));
    Answer.Kind kind = partitions.length == 0 ? Answer.Kind.WAIT : Answer.Kind.SHIFT_OVER;
    assertEquals(kind, answer.kind());
    assertArrayEquals(partitions, answer.units());
  }

  private void leave(int member, int partition) {
    exchange.answer(Request.leave(1, member, partition, partition));
  }

  /** Three tasks on two executors, one after the other, and a job for those that follow. */
  private void fill() {
    job(0);
    join(0, "a");
    now[0] += SECOND;
    join(1, "b");
    now[0] += SECOND;
    join(2, "a");
    job(TASKS);
  }

  @Test
  void theOldestGoesAfterItsShiftAndTheNextWhenSomebodyHasCome() {
    fill();
    assertGo(1);
    now[0] += SHIFT;

    assertGo(2);
    assertGo(1, 0);
    leave(1, 0);
    assertGo(2);
    join(3, "a");
    assertGo(1);
    assertGo(2, 1);
  }

  @Test
  void nobodyGoesWhereNobodyCouldCome() {
    job(0);
    join(0, "a");
    join(1, "a");
    join(2, "a");
    assertFalse(wantsJob());

    now[0] += SHIFT;

    assertGo(1);
    assertTrue(wantsJob());
    job(TASKS);
    assertFalse(wantsJob());
    assertGo(1, 0);
  }

  @Test
  void tasksOfAJobThatHasEndedComeNoMore() {
    fill();
    exchange.shifts(shifts -> shifts.ended(TASKS));

    now[0] += SHIFT;

    assertGo(1);
    assertTrue(wantsJob());
  }

  @Test
  void whereThereIsRoomTheNextComesFirst() {
    fill();

    join(3, "c");
    join(4, "c");

    assertGo(3);
    assertGo(2, 1);
    assertGo(1, 0);
    assertGo(1);
  }

  @Test
  void theLastStaysWhileOtherJobsMayTakeItsPlace() {
    job(0);
    join(0, "a");
    now[0] += SHIFT;
    alone(false);
    assertGo(1);

    alone(true);
    now[0] += 2 * SECOND; // others may have come
    assertGo(1);

    alone(true);
    assertGo(1, 0);
  }

  @Test
  void aTaskThatJoinsAgainTakesNobodysPlace() {
    fill();
    now[0] += SHIFT;
    assertGo(1, 0);
    leave(1, 0);

    join(1, "b");
    assertGo(2);
    join(3, "b");
    assertGo(2, 1);
  }

  /** Where an executor is lost, nobody may come for long. */
  @Test
  void aPlaceIsNotWaitedForUnlessAnotherJobMayHaveTakenIt() {
    fill();
    now[0] += SHIFT;
    assertGo(1, 0);
    leave(1, 0);
    now[0] += 2 * SECOND;

    alone(false);
    assertGo(2);
    alone(true);
    assertGo(2, 1);
  }

  @Test
  void whoWasToldAndDoesNotGoIsToldAgain() {
    fill();
    now[0] += SHIFT;
    assertGo(1, 0);

    assertGo(1);
    now[0] += SECOND + 1;
    assertGo(1, 0);
  }

  /** A task that goes has no part in the next exchange; whoever takes its place has. */
  @Test
  void partOfTheUnitsIsForWhoeverComes() {
    fill();
    now[0] += SHIFT;
    assertGo(1, 0);
    leave(1, 0);
    exchange.open(Sums.units(12), new Sums(1).none(), Payload.SHARED);
    assertEquals(4, exchange.answer(Request.poll(1, 1)).units().length);
    assertEquals(4, exchange.answer(Request.poll(1, 2)).units().length);

    int third = join(3, "c");

    assertEquals(2, exchange.answer(Request.poll(1, third)).units().length); // of four in the pool
  }

  @Test
  void nobodyGoesWithUnitsInHand() {
    fill();
    exchange.open(Sums.units(12), new Sums(1).none(), Payload.SHARED);
    now[0] += SHIFT;

    Answer units = exchange.answer(Request.poll(1, 1));
    assertEquals(Answer.Kind.SHARED, units.kind());

    int[] taken = units.units();
    Answer done =
        exchange.answer(
            Request.result(
                1,
                1,
                units.exchange(),
                units.lease(),
                0,
                1,
                0,
                0,
                new Sums(1).total(taken).packed()));
    assertEquals(Answer.Kind.SHIFT_OVER, done.kind());
  }

  /** Waiting for the next task costs little beside such exchanges. */
  @Test
  void halfOfTheTasksMayGoAtOnceWhereExchangesAreLong() {
    DriverSide many = new DriverSide(8, SHIFT, () -> now[0]);
    many.shifts(shifts -> shifts.submitted(0, 8));
    for (int partition = 0; partition < 8; partition++) {
      many.answer(Request.join(1, partition, partition, "a", "h"));
    }
    many.shifts(shifts -> shifts.submitted(8, 8));
    now[0] += SHIFT;
    many.shifts(shifts -> shifts.alone(true, now[0]));
    assertEquals(1, mayGo(many, MILLI));
    assertEquals(4, mayGo(many, 60 * SECOND));

    many.shifts(shifts -> shifts.alone(false, now[0]));
    assertEquals(1, mayGo(many, 60 * SECOND));
  }

  private int mayGo(DriverSide of, double exchangeNanos) {
    return of.shifts((shifts, members) -> shifts.mayGo(members, exchangeNanos, now[0]));
  }
}
