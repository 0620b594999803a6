package org.sparksvi.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PairedTest {
  private static final double ROUNDING = 1e-12;

  /** 1, 2, 6 nats in 1, 2, 3 units: d = 9/6, residuals −1/2, −1, 3/2, se = √(3.5 · 3/2) / 6. */
  @Test
  void theErrorIsThatOfARatio() {
    Paired paired =
        Paired.of(new double[] {-1, 0, 2}, new double[] {-2, -2, -4}, new double[] {1, 2, 3});

    assertEquals(1.5, paired.difference(), ROUNDING);
    assertEquals(0.381881307912987, paired.standardError(), ROUNDING);
  }

  @Test
  void whatIsTheSameForBothIsNoError() {
    double[] first = {-10, -1, -1000};
    double[] second = {-10.5, -1.5, -1000.5};

    assertEquals(new Paired(0.5, 0), Paired.of(first, second, new double[] {1, 1, 1}));
  }

  @Test
  void aRowAloneSaysNothingOfTheError() {
    Paired paired = Paired.of(new double[] {-1}, new double[] {-3}, new double[] {4});

    assertEquals(new Paired(0.5, Double.POSITIVE_INFINITY), paired);
  }
}
