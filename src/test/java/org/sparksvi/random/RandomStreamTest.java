package org.sparksvi.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samplers against the moments of their distributions. */
class RandomStreamTest {
  private static final int DRAWS = 200_000;

  /** Standard errors that an estimate may be off; seeds are fixed, so this is no matter of luck. */
  private static final double SIGMAS = 4.5;

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 1, 2.5, 100})
  void gammaHasItsMoments(double shape) {
    RandomStream stream = new RandomStream(11);
    double[] draws = IntStream.range(0, DRAWS).mapToDouble(i -> stream.gamma(shape)).toArray();

    // central moments of Gamma(a, 1): a, 2a, 3a² + 6a
    assertMean(draws, shape, Math.sqrt(shape));
    double spreadOfSquares = Math.sqrt(2 * shape * shape + 6 * shape);
    assertMean(
        Arrays.stream(draws).map(x -> (x - shape) * (x - shape)).toArray(), shape, spreadOfSquares);
    assertTrue(Arrays.stream(draws).allMatch(x -> x >= 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 1, 2.5})
  void gammaHasItsLaplaceTransform(double shape) {
    RandomStream stream = new RandomStream(12);
    double[] values =
        IntStream.range(0, DRAWS).mapToDouble(i -> Math.exp(-stream.gamma(shape))).toArray();

    // E[e^−x] = 2^−a, E[e^−2x] = 3^−a
    double mean = Math.pow(2, -shape);
    assertMean(values, mean, Math.sqrt(Math.pow(3, -shape) - mean * mean));
  }

  @Test
  void normalHasItsMoments() {
    RandomStream stream = new RandomStream(13);
    double[] draws = IntStream.range(0, DRAWS).mapToDouble(i -> stream.normal()).toArray();

    assertMean(draws, 0, 1);
    assertMean(Arrays.stream(draws).map(x -> x * x).toArray(), 1, Math.sqrt(2));
    assertMean(Arrays.stream(draws).map(x -> x * x * x).toArray(), 0, Math.sqrt(15));
    assertMean(Arrays.stream(draws).map(x -> x * x * x * x).toArray(), 3, Math.sqrt(96));
    // P(|x| < 1), the normal table
    double inside = 0.6826894921370859;
    assertMean(
        Arrays.stream(draws).map(x -> Math.abs(x) < 1 ? 1 : 0).toArray(),
        inside,
        Math.sqrt(inside * (1 - inside)));
  }

  @Test
  void successiveNormalsAreUncorrelated() {
    RandomStream stream = new RandomStream(14);
    double[] draws = IntStream.range(0, DRAWS + 1).mapToDouble(i -> stream.normal()).toArray();

    assertMean(IntStream.range(0, DRAWS).mapToDouble(i -> draws[i] * draws[i + 1]).toArray(), 0, 1);
  }

  @Test
  void uniformIsInTheUnitIntervalWithItsMoments() {
    RandomStream stream = new RandomStream(15);
    double[] draws = IntStream.range(0, DRAWS).mapToDouble(i -> stream.uniform()).toArray();

    assertMean(draws, 0.5, Math.sqrt(1.0 / 12));
    assertTrue(Arrays.stream(draws).allMatch(x -> x >= 0 && x < 1));
  }

  @Test
  void everyOrderOfFourIsAsLikely() {
    Map<String, Integer> seen = new HashMap<>();
    int shuffles = 24_000;

    for (int i = 0; i < shuffles; i++) {
      int[] order = new Streams(16).stream(Purpose.EPOCH_ORDER, i).permutation(4);
      seen.merge(Arrays.toString(order), 1, Integer::sum);
    }

    assertEquals(24, seen.size());
    double expected = shuffles / 24.0;
    double chiSquared =
        seen.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    // upper 1e-6 point with 23 degrees of freedom, SciPy 1.10.1: 70.5
    assertTrue(chiSquared < 70.5, "chi-squared " + chiSquared);
  }

  @Test
  void belowIsUniformWhereTheBoundDividesNothing() {
    int bound = 7;
    int[] seen = new int[bound];
    RandomStream stream = new RandomStream(17);

    for (int i = 0; i < DRAWS; i++) {
      seen[stream.below(bound)]++;
    }

    for (int n : seen) {
      double share = 1.0 / bound;
      assertEquals(share, (double) n / DRAWS, SIGMAS * Math.sqrt(share * (1 - share) / DRAWS));
    }
  }

  @Property(tries = 200)
  void aPermutationHoldsEveryNumberOnce(@ForAll long name, @ForAll @IntRange(max = 200) int n) {
    int[] order = new RandomStream(name).permutation(n);

    Arrays.sort(order);

    assertArrayEquals(IntStream.range(0, n).toArray(), order);
  }

  @Property(tries = 200)
  void belowStaysBelow(
      @ForAll long name, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound) {
    int draw = new RandomStream(name).below(bound);

    assertTrue(draw >= 0 && draw < bound);
  }

  @Test
  void refusesWhatIsOutsideTheSupport() {
    RandomStream stream = new RandomStream(1);

    assertEquals(
        "shape must be positive and finite, but was 0.0",
        assertThrows(IllegalArgumentException.class, () -> stream.gamma(0)).getMessage());
    assertEquals(
        "bound must be at least 1, but was 0",
        assertThrows(IllegalArgumentException.class, () -> stream.below(0)).getMessage());
  }

  private static void assertMean(double[] values, double mean, double deviation) {
    double average = Arrays.stream(values).average().orElseThrow();
    assertEquals(mean, average, SIGMAS * deviation / Math.sqrt(values.length));
  }
}
