package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.sparksvi.spark.resident.Simulation.MILLI;
import static org.sparksvi.spark.resident.Simulation.SECOND;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How often executors ask, in virtual time: the driver's endpoint is one thread. */
class MessageRateTest {
  private static final int MOST_A_SECOND = 5000;
  private static final int MANY = 64;
  private static final int SECONDS = 3;

  /** Messages answered by the end of each second in which exchanges follow each other. */
  private static long[] messages(
      int executors, int units, long unitNanos, long gapNanos, int seconds) {
    SimulatedCluster cluster =
        new SimulatedCluster(1, executors, 1, Misfortunes.NONE, unit -> unitNanos);
    long[] messages = new long[seconds];
    cluster.open(Sums.units(units));
    boolean[] waits = {false};
    while (cluster.time.now() < seconds * SECOND) {
      messages[(int) (cluster.time.now() / SECOND)] = cluster.exchange.messages();
      cluster.time.step();
      take(cluster);
      if (cluster.exchange.complete() && !waits[0]) {
        waits[0] = true;
        cluster.time.in(
            gapNanos,
            () -> {
              waits[0] = false;
              cluster.open(Sums.units(units));
            });
      }
    }
    return differences(messages);
  }

  private static void take(SimulatedCluster cluster) {
    try {
      cluster.exchange.await(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long[] differences(long[] sums) {
    return LongStream.range(0, sums.length)
        .map(i -> sums[(int) i] - (i == 0 ? 0 : sums[(int) i - 1]))
        .toArray();
  }

  static Stream<Arguments> rounds() {
    return Stream.concat(rounds(0, MILLI), longRounds());
  }

  static Stream<Arguments> longRounds() {
    return rounds(20 * MILLI, 2 * SECOND);
  }

  private static Stream<Arguments> rounds(long... unitNanos) {
    return LongStream.of(unitNanos)
        .boxed()
        .flatMap(
            unit ->
                Stream.of(16, 200)
                    .flatMap(
                        units ->
                            Stream.of(arguments(units, unit, 0L), arguments(units, unit, MILLI))));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void theEndpointIsNotFloodedByManyExecutors(int units, long unitNanos, long gapNanos) {
    for (long messages : messages(MANY, units, unitNanos, gapNanos, SECONDS)) {
      assertTrue(messages < MOST_A_SECOND, () -> messages + " messages in a second");
    }
  }

  /** With few executors, too, waiting costs little where rounds are long. */
  @ParameterizedTest
  @MethodSource("longRounds")
  void theFirstQuestionIsNearThePredictedEnd(int units, long unitNanos, long gapNanos) {
    for (long messages : messages(4, units, unitNanos, gapNanos, SECONDS)) {
      assertTrue(messages < 200, () -> messages + " messages in a second");
    }
  }
}
