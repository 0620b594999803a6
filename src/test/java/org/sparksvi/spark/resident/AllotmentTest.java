package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who has which units, and which are counted. */
class AllotmentTest {
  private static final long LONG = 100;

  private final UnitHomes homes = new UnitHomes();
  private long leases;

  private static Participant member(int number, int tasks) {
    Participant member = new Participant(number, "e" + number, "h");
    for (int t = 0; t < tasks; t++) {
      member.enter(100L * number + t, t);
    }
    return member;
  }

  private Allotment dealt(int[] units, Participant... members) {
    Allotment allotment = new Allotment(units, 0);
    allotment.deal(List.of(members), 0, homes);
    return allotment;
  }

  private Lease lease(Allotment allotment, Participant member) {
    return allotment.lease(++leases, member, member.tasks(), 0).orElseThrow();
  }

  @Property(tries = 300)
  void sharesAreProportionalToTasksAndTogetherEverything(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> tasks,
      @ForAll @IntRange(min = 1, max = 100) int units) {
    Participant[] members = new Participant[tasks.size()];
    Arrays.setAll(members, m -> member(m + 1, tasks.get(m)));
    int all = tasks.stream().mapToInt(Integer::intValue).sum();

    Allotment allotment = dealt(Sums.units(units), members);

    List<Integer> seen = new ArrayList<>();
    for (Participant member : members) {
      int[] share =
          allotment.lease(++leases, member, all, 0).map(allotment::units).orElse(new int[0]);
      double fair = (double) units * member.tasks() / all;
      assertTrue(Math.abs(share.length - fair) < 1, () -> share.length + " units of " + fair);
      Arrays.stream(share).forEach(seen::add);
    }
    assertEquals(units, seen.stream().distinct().count());
    assertEquals(units, seen.size());
  }

  @Test
  void anExecutorGetsWhatItHadBefore() {
    Participant first = member(1, 1);
    Participant second = member(2, 1);
    homes.set(new int[] {1, 3, 5}, first);
    homes.set(new int[] {0, 2, 4}, second);

    Allotment allotment = dealt(Sums.units(6), first, second);

    assertArrayEquals(new int[] {1, 3, 5}, allotment.units(lease(allotment, first)));
    assertArrayEquals(new int[] {0, 2, 4}, allotment.units(lease(allotment, second)));
  }

  @Test
  void butNoMoreThanItsPart() {
    Participant first = member(1, 1);
    Participant second = member(2, 1);
    homes.set(Sums.units(6), first);

    Allotment allotment = dealt(Sums.units(6), first, second);

    assertArrayEquals(new int[] {0, 1, 2}, allotment.units(lease(allotment, first)));
    assertArrayEquals(new int[] {3, 4, 5}, allotment.units(lease(allotment, second)));
  }

  @Test
  void whereNobodyIsYetTheFirstToComeGetTheirPart() {
    Allotment allotment = dealt(Sums.units(8));

    assertEquals(4, allotment.lease(1, member(1, 2), 4, 0).orElseThrow().places().length);
    assertEquals(2, allotment.lease(2, member(2, 2), 4, 0).orElseThrow().places().length);
  }

  @Test
  void whatAnExecutorThatIsGoneHadGoesToTheOthers() {
    Participant gone = member(1, 1);
    Participant other = member(2, 1);
    Allotment allotment = dealt(Sums.units(6), gone, other);
    lease(allotment, gone);
    assertTrue(allotment.count(lease(allotment, other)));

    assertEquals(3, allotment.revoke(gone));
    assertEquals(0, allotment.revoke(gone));

    assertArrayEquals(new int[] {0, 1, 2}, allotment.units(lease(allotment, other)));
  }

  @Test
  void aResultThatComesLateCountsWhereNobodyWasFaster() {
    Participant slow = member(1, 1);
    Participant fast = member(2, 1);
    Allotment allotment = dealt(Sums.units(2), slow, fast);
    Lease late = lease(allotment, slow);
    assertTrue(allotment.count(lease(allotment, fast)));
    allotment.revoke(slow);

    assertTrue(allotment.count(late));

    assertTrue(allotment.complete());
    assertTrue(allotment.lease(9, fast, 1, 0).isEmpty());
  }

  @Test
  void aResultThatComesLateDoesNotCountWhereSomebodyWas() {
    Participant slow = member(1, 1);
    Participant fast = member(2, 1);
    Allotment allotment = dealt(Sums.units(2), slow, fast);
    Lease late = lease(allotment, slow);
    assertTrue(allotment.count(lease(allotment, fast)));
    allotment.revoke(slow);
    assertTrue(allotment.count(lease(allotment, fast)));

    assertTrue(allotment.complete());
    assertFalse(allotment.count(late));
  }

  /** Units of two slow executors in one lease, of which one then brings its own after all. */
  @Test
  void whatALeaseHeldBesideCountedUnitsIsDealtOutAgain() {
    Participant first = member(1, 1);
    Participant dead = member(2, 1);
    Allotment allotment = dealt(Sums.units(4), first, dead);
    Lease late = lease(allotment, first);
    lease(allotment, dead);
    allotment.revoke(first);
    allotment.revoke(dead);
    Participant third = member(3, 1);
    Lease both = lease(allotment, third);
    assertEquals(4, both.places().length);

    assertTrue(allotment.count(late));
    assertFalse(allotment.count(both));

    Lease rest = lease(allotment, third);
    assertArrayEquals(new int[] {2, 3}, allotment.units(rest));
    assertTrue(allotment.count(rest));
    assertTrue(allotment.complete());
  }

  @Test
  void aLeaseIsHeldUntilItIsBroughtOrRevoked() {
    Participant member = member(1, 1);
    Allotment allotment = dealt(Sums.units(4), member);
    assertTrue(allotment.held(member).isEmpty());

    Lease lease = lease(allotment, member);
    assertEquals(lease, allotment.held(member).orElseThrow());

    allotment.revoke(member);
    assertTrue(allotment.held(member).isEmpty());
    Lease again = lease(allotment, member);
    assertEquals(again, allotment.held(member).orElseThrow());
    assertTrue(allotment.count(again));
    assertTrue(allotment.held(member).isEmpty());
  }

  @Test
  void whoHoldsUnitsForTooLongIsOverdue() {
    Participant asked = member(1, 1);
    Participant silent = member(2, 1);
    Participant done = member(3, 1);
    Allotment allotment = dealt(Sums.units(6), asked, silent, done);
    allotment.lease(9, asked, 3, LONG);
    assertTrue(allotment.count(lease(allotment, done)));

    assertEquals(List.of(), allotment.overdue(LONG, LONG));
    assertEquals(List.of(silent), allotment.overdue(2 * LONG, LONG));
    assertEquals(List.of(silent, asked), allotment.overdue(2 * LONG + 1, LONG));
    allotment.revoke(asked);
    assertEquals(List.of(silent), allotment.overdue(3 * LONG, LONG));
  }
}
