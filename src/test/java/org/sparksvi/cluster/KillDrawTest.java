package org.sparksvi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillDrawTest {
  private static final Map<Misfortune, Integer> TIMES =
      new EnumMap<>(
          Map.of(
              Misfortune.DRIVER_KILLED, 3,
              Misfortune.WORKER_KILLED, 1,
              Misfortune.EXECUTOR_KILLED, 1,
              Misfortune.CHECKPOINT_CUT, 2));
  private static final int ROUNDS = 240;
  private static final int CHECKPOINT = 25;

  private static List<KillDraw.Blow> draw(long seed) {
    return KillDraw.of(seed, TIMES, ROUNDS, CHECKPOINT).blows();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 20_779, 20_780})
  void everythingComesAsOftenAsAskedInTheOrderOfRounds(long seed) {
    List<KillDraw.Blow> blows = draw(seed);

    assertEquals(
        TIMES,
        blows.stream()
            .collect(
                Collectors.groupingBy(KillDraw.Blow::misfortune, Collectors.summingInt(b -> 1))));
    assertEquals(
        blows.stream().sorted(Comparator.comparingInt(KillDraw.Blow::round)).toList(), blows);
    assertTrue(blows.get(0).round() >= 1);
    assertTrue(blows.get(blows.size() - 1).round() < ROUNDS);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 20_779, 20_780})
  void aCutFollowsADriversEndThatLeftACheckpoint(long seed) {
    List<KillDraw.Blow> blows = draw(seed);

    for (int b = 0; b < blows.size(); b++) {
      if (blows.get(b).misfortune() == Misfortune.CHECKPOINT_CUT) {
        assertEquals(Misfortune.DRIVER_KILLED, blows.get(b - 1).misfortune());
        assertEquals(blows.get(b - 1).round(), blows.get(b).round());
        assertTrue(blows.get(b).round() > CHECKPOINT);
      }
    }
  }

  @Test
  void aSeedIsOneDraw() {
    assertEquals(draw(5), draw(5));
    Set<List<KillDraw.Blow>> draws = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      draws.add(draw(seed));
    }
    assertEquals(20, draws.size());
    assertNotEquals(draw(5), draw(6));
  }
}
