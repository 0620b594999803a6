package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sparksvi.random.Streams;

/** Which blocks a round visits. */
class EpochOrderTest {

  @Property(tries = 300)
  void everyEpochVisitsEveryBlockOnceAndOnlyItsLastRoundMayBeShort(
      @ForAll @IntRange(min = 1, max = 60) int blocks,
      @ForAll @IntRange(min = 1, max = 60) int perRound,
      @ForAll long seed,
      @ForAll @IntRange(max = 1000) int epoch) {
    Assume.that(perRound <= blocks);
    EpochOrder order = new EpochOrder(blocks, perRound, new Streams(seed));
    int[] visited = {};

    for (long r = 1; r <= order.roundsPerEpoch(); r++) {
      long round = epoch * order.roundsPerEpoch() + r;
      int[] ids = order.blocks(round);
      boolean last = r == order.roundsPerEpoch();

      assertEquals(last ? blocks - (r - 1) * perRound : perRound, ids.length);
      assertEquals(epoch + 1, order.epoch(round));
      assertEquals(last, order.endsEpoch(round));
      visited = IntStream.concat(Arrays.stream(visited), Arrays.stream(ids)).toArray();
    }

    Arrays.sort(visited);
    assertArrayEquals(IntStream.range(0, blocks).toArray(), visited);
  }

  @Property(tries = 100)
  void aRoundsBlocksDoNotDependOnTheRoundsAskedForBefore(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int round) {
    EpochOrder straight = new EpochOrder(10, 3, new Streams(seed));
    for (long r = 1; r < round; r++) {
      straight.blocks(r);
    }

    assertArrayEquals(
        new EpochOrder(10, 3, new Streams(seed)).blocks(round), straight.blocks(round));
  }

  /** The order is the epoch's, however it is cut into rounds. */
  @Test
  void theOrderDependsOnSeedAndEpochOnly() {
    int[] inOneRound = new EpochOrder(30, 30, new Streams(5)).blocks(2);
    EpochOrder byTens = new EpochOrder(30, 10, new Streams(5));

    int[] inThree =
        IntStream.rangeClosed(4, 6).flatMap(r -> Arrays.stream(byTens.blocks(r))).toArray();

    assertArrayEquals(inOneRound, inThree);
    assertFalse(Arrays.equals(inOneRound, new EpochOrder(30, 30, new Streams(5)).blocks(3)));
    assertFalse(Arrays.equals(inOneRound, new EpochOrder(30, 30, new Streams(6)).blocks(2)));
  }

  @Test
  void refusesRoundsThatDoNotFit() {
    assertEquals(
        "blocks per round must be in 1 .. 3, the number of blocks, but was 4",
        assertThrows(IllegalArgumentException.class, () -> new EpochOrder(3, 4, new Streams(1)))
            .getMessage());
    assertEquals(
        "there must be at least one block, but there are none",
        assertThrows(IllegalArgumentException.class, () -> new EpochOrder(0, 1, new Streams(1)))
            .getMessage());
  }
}
