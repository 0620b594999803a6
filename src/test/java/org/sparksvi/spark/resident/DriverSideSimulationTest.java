package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.resident.Simulation.MILLI;
import static org.sparksvi.spark.resident.Simulation.SECOND;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.laws.Bits;

/** Thousands of random schedules: every exchange ends, with every unit counted once. */
class DriverSideSimulationTest {
  private static final long PATIENCE = SECOND / 2;
  private static final long LOOK = 50 * MILLI;
  private static final long LONGEST = 300 * SECOND; // no exchange may take longer
  private static final int EXCHANGES = 12;
  private static final int FEW = 20;
  private static final int MANY = 2000;

  /** What goes wrong in a cluster. */
  private record Case(String name, Misfortunes misfortunes) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("nothing", Misfortunes.NONE),
        new Case("lost messages", new Misfortunes(0.1, 0, 0, 0, 0, 0, 0)),
        new Case("doubled messages", new Misfortunes(0, 0.2, 0, 0, 0, 0, 0)),
        new Case("lost and doubled messages", new Misfortunes(0.1, 0.2, 0, 0, 0, 0, 0)),
        new Case("tasks that fail", new Misfortunes(0, 0, 0.2, 0, 0, 0, 0)),
        new Case("executors that die", new Misfortunes(0, 0, 0, 0.2, 0, 0, 0)),
        new Case("executors that freeze", new Misfortunes(0, 0, 0, 0, 0.4, 0, 0)),
        new Case("drains and speculation", new Misfortunes(0, 0, 0, 0, 0, 0.1, 0.5)),
        new Case("everything", new Misfortunes(0.05, 0.1, 0.1, 0.1, 0.2, 0.05, 0.3)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyExchangeEndsWithEveryUnitCountedOnce(Case of) {
    run(of, FEW);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void soItDoesInThousandsOfSchedules(Case of) {
    run(of, MANY);
  }

  /** Some tasks go after every few exchanges, and others come. */
  @ParameterizedTest
  @MethodSource("cases")
  void soItDoesWhereShiftsAreShort(Case of) {
    int shifts = 0;
    for (int seed = 0; seed < FEW; seed++) {
      shifts += run(seed, 5 * MILLI, of.misfortunes());
    }
    assertTrue(shifts > 3 * FEW, shifts + " tasks have gone");
  }

  private static void run(Case of, int schedules) {
    for (int seed = 0; seed < schedules; seed++) {
      run(seed, seed % 2 == 0 ? Long.MAX_VALUE : 50 * MILLI, of.misfortunes());
    }
  }

  private static int run(long seed, long shift, Misfortunes misfortunes) {
    Simulation dice = new Simulation(~seed);
    int executors = 1 + dice.below(5);
    long unit = new long[] {0, MILLI, 20 * MILLI, 300 * MILLI}[dice.below(4)];
    SimulatedCluster cluster =
        new SimulatedCluster(
            seed, executors, 1 + dice.below(3), shift, misfortunes, u -> dice.around(unit));
    for (int e = 0; e < EXCHANGES; e++) {
      int[] units = Sums.units(1 + dice.below(30));
      ExactTotal total = exchange(cluster, units, seed);
      ExactTotal expected = new Sums(cluster.works()).total(units);
      assertEquals(units.length, Sums.counted(total), () -> "units counted, seed " + seed);
      assertArrayEquals(Bits.of(expected), Bits.of(total), () -> "seed " + seed);
    }
    int shifts = cluster.shifts();
    end(cluster, seed);
    return shifts;
  }

  private static ExactTotal exchange(SimulatedCluster cluster, int[] units, long seed) {
    cluster.open(units);
    ExactTotal total = new Sums(cluster.works()).none();
    long opened = cluster.time.now();
    long looked = opened;
    while (!cluster.exchange.complete()) {
      assertTrue(cluster.time.step(), () -> "nothing happens any more, seed " + seed);
      assertTrue(
          cluster.time.now() - opened < LONGEST,
          () -> "exchange %d has not ended, seed %d".formatted(cluster.works(), seed));
      take(cluster, total);
      if (cluster.time.now() - looked >= LOOK) {
        looked = cluster.time.now();
        cluster.exchange.redeal(PATIENCE);
      }
    }
    return total;
  }

  private static void take(SimulatedCluster cluster, ExactTotal into) {
    try {
      cluster.exchange.await(0).forEach(into::add);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void end(SimulatedCluster cluster, long seed) {
    cluster.end();
    long ended = cluster.time.now();
    while (cluster.running() > 0 && cluster.time.step()) {
      assertTrue(
          cluster.time.now() - ended < LONGEST, () -> "tasks go on after the end, seed " + seed);
    }
    while (cluster.time.step()) {
      // the driver hears of the last of them
    }
    assertEquals(List.of(), cluster.exchange.executors(), () -> "executors left, seed " + seed);
  }
}
