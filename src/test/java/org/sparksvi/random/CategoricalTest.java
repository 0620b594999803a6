package org.sparksvi.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CategoricalTest {
  private static final int DRAWS = 100_000;
  private static final double FIVE_DEVIATIONS = 5 * Math.sqrt(0.25 / DRAWS);

  @Test
  void outcomesComeByTheirWeights() {
    double[] weights = {0, 1, 0, 3, 4, 0};
    Categorical categorical = Categorical.of(weights);
    RandomStream stream = new Streams(1).stream(Purpose.DRAW);

    int[] counts = new int[weights.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[categorical.draw(stream)]++;
    }

    for (int i = 0; i < weights.length; i++) {
      double tolerance = weights[i] == 0 ? 0 : FIVE_DEVIATIONS;
      assertEquals(weights[i] / 8, (double) counts[i] / DRAWS, tolerance, "outcome " + i);
    }
  }

  @Test
  void weightsThatAreNoneAreRefused() {
    assertEquals(
        "weight 1 must be finite and not negative, but was -1.0",
        assertThrows(IllegalArgumentException.class, () -> Categorical.of(new double[] {1, -1}))
            .getMessage());
    assertEquals(
        "a weight must be positive, but all are 0",
        assertThrows(IllegalArgumentException.class, () -> Categorical.of(new double[2]))
            .getMessage());
  }
}
