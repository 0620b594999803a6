package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EachComponentTest {
  private static final int MANY = 1000;

  @ParameterizedTest
  @ValueSource(longs = {1, 1 << 20}) // on one processor, and shared
  void eachIsWorkedOnOnce(long operations) {
    int[] times = new int[MANY];
    int[] once = new int[MANY];
    Arrays.fill(once, 1);

    EachComponent.of(MANY, operations, k -> times[k]++);

    assertArrayEquals(once, times);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1 << 20})
  void theFirstThatFailsIsNamed(long operations) {
    ArithmeticException failure =
        assertThrows(
            ArithmeticException.class,
            () ->
                EachComponent.of(
                    MANY,
                    operations,
                    k -> {
                      if (k % 100 == 99) {
                        throw new ArithmeticException("component " + k);
                      }
                    }));

    assertEquals("component 99", failure.getMessage());
  }
}
