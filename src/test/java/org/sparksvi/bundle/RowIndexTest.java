package org.sparksvi.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Slots against a hash map of boxed numbers. */
class RowIndexTest {
  private static final int LARGEST = Integer.MAX_VALUE - 1;

  @Property(tries = 300)
  void slotsAreConsecutiveInTheOrderOfFirstUse(
      @ForAll @Size(max = 400) List<@IntRange(max = 300) Integer> rows) {
    assertLikeAMap(new RowIndex(301), rows);
    assertLikeAMap(new RowIndex(Integer.MAX_VALUE), rows);
  }

  @Property(tries = 300)
  void anyRowNumbersDo(@ForAll @Size(max = 200) List<@IntRange(max = LARGEST) Integer> rows) {
    assertLikeAMap(new RowIndex(Integer.MAX_VALUE), rows);
  }

  @Property(tries = 100)
  void rowsThatShareTheirLowBitsDo(@ForAll @IntRange(max = 20) int shift) {
    RowIndex index = new RowIndex(Integer.MAX_VALUE);
    for (int i = 0; i < 1000; i++) {
      index.slot(i << shift);
    }
    Map<Integer, Integer> map = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      map.putIfAbsent(i << shift, map.size());
    }

    map.forEach((row, slot) -> assertEquals(slot, index.slot(row)));
  }

  @Property(tries = 100)
  void clearedItStartsAgain(
      @ForAll @Size(max = 100) List<@IntRange(max = 50) Integer> before,
      @ForAll @Size(max = 100) List<@IntRange(max = 50) Integer> after,
      @ForAll boolean few) {
    RowIndex index = new RowIndex(few ? 51 : Integer.MAX_VALUE);
    before.forEach(index::slot);

    index.clear();

    assertEquals(0, index.count());
    assertLikeAMap(index, after);
  }

  private static void assertLikeAMap(RowIndex index, List<Integer> rows) {
    Map<Integer, Integer> map = new HashMap<>();
    for (int row : rows) {
      map.putIfAbsent(row, map.size());
      assertEquals(map.get(row), index.slot(row));
    }
    assertEquals(map.size(), index.count());
    map.forEach((row, slot) -> assertEquals(row, index.row(slot)));
  }
}
