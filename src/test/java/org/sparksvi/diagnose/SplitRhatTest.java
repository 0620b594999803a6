package org.sparksvi.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitRhatTest {
  private static final double ROUNDING = 1e-12;

  /** The second is of an odd number. By ArviZ 0.19.0: rhat of the halves, method "identity". */
  @Test
  void othersHaveTheSame() {
    assertEquals(2.355843797877949, SplitRhat.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}), ROUNDING);
    double[] still = {
      -6.62147, -6.61892, -6.61983, -6.61818, -6.61958, -6.62116, -6.62024, -6.62157, -6.62177
    };
    assertEquals(1.3291819571516417, SplitRhat.of(still), 1e-9); // differences of 1e-3 of 7 digits
  }

  @Test
  void halvesThatAreAlikeAreJustBelowOne() {
    double[] waves = IntStream.range(0, 400).mapToDouble(i -> i % 2).toArray();

    assertEquals(Math.sqrt(199.0 / 200), SplitRhat.of(waves), ROUNDING);
  }

  @Test
  void whatDoesNotVary() {
    assertEquals(1, SplitRhat.of(new double[] {3, 3, 3, 3}));
    assertEquals(Double.POSITIVE_INFINITY, SplitRhat.of(new double[] {3, 3, 4, 4}));
    assertThrows(IllegalArgumentException.class, () -> SplitRhat.of(new double[] {1, 2, 3}));
  }
}
