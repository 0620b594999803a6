package org.sparksvi.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Streams are named by what they are for, and different names give unrelated numbers. */
class StreamsTest {
  /** Upper 1e-6 point of chi-squared with 255 degrees of freedom (SciPy 1.10.1: 372.1). */
  private static final double CHI_SQUARED_255 = 373;

  @Test
  void theSameNameGivesTheSameNumbers() {
    assertEquals(
        new Streams(7).stream(Purpose.DRAW, 1, 2, 3).nextLong(),
        new Streams(7).stream(Purpose.DRAW, 1, 2, 3).nextLong());
  }

  @Test
  void everyPartOfANameTells() {
    Set<Long> names = new HashSet<>();
    int made = 0;
    for (long seed = 0; seed < 4; seed++) {
      Streams streams = new Streams(seed);
      for (Purpose purpose : Purpose.values()) {
        names.add(streams.name(purpose));
        made++;
        for (long a = 0; a < 10; a++) {
          names.add(streams.name(purpose, a));
          made++;
          for (long b = 0; b < 10; b++) {
            names.add(streams.name(purpose, a, b));
            made++;
          }
        }
      }
    }

    assertEquals(made, names.size());
  }

  @Test
  void firstNumbersOfNeighbouringStreamsAreUniform() {
    int[] seen = new int[256];
    int streams = 256 * 200;

    for (int row = 0; row < streams; row++) {
      seen[(int) (new Streams(1).stream(Purpose.DRAW, 1, 0, row).uniform() * 256)]++;
    }

    assertTrue(chiSquared(seen, streams) < CHI_SQUARED_255);
  }

  @Test
  void anyByteOfANameIsUniform() {
    int names = 256 * 200;
    for (int shift = 0; shift < 64; shift += 8) {
      int[] seen = new int[256];
      for (int key = 0; key < names; key++) {
        seen[(int) (new Streams(1).name(Purpose.ROW_ORDER, key) >>> shift) & 255]++;
      }

      assertTrue(chiSquared(seen, names) < CHI_SQUARED_255, "byte at bit " + shift);
    }
  }

  /** Codes name streams of runs that are already stored. */
  @Test
  void purposesKeepTheirCodes() {
    assertEquals(1, Purpose.START.code());
    assertEquals(2, Purpose.EPOCH_ORDER.code());
    assertEquals(3, Purpose.ROW_ORDER.code());
    assertEquals(4, Purpose.HELD_OUT.code());
    assertEquals(5, Purpose.DRAW.code());
  }

  private static double chiSquared(int[] seen, int total) {
    double expected = (double) total / seen.length;
    double sum = 0;
    for (int n : seen) {
      sum += (n - expected) * (n - expected) / expected;
    }
    return sum;
  }
}
