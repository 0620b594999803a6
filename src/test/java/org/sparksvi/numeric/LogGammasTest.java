package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many at once give what one by one gives; one by one stands against reference numbers. */
class LogGammasTest {
  /** What the class promises, a few units of 10^-15, on top of the same error of the other side. */
  private static final double ERROR = 1e-14;

  private static final int MANY = 100_000;

  @Test
  void bothAgreeWithOneByOne() {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = new double[2 * MANY];
    for (int i = 0; i < MANY; i++) {
      x[2 * i] = Math.pow(10, random.nextDouble(-30, 30));
      x[2 * i + 1] = Math.pow(10, random.nextDouble(-2, 3));
    }
    double[] logGamma = new double[x.length];
    double[] digamma = new double[x.length];

    LogGammas.withDigammas(x, x.length, logGamma, digamma);

    for (int i = 0; i < x.length; i++) {
      assertClose(SpecialFunctions.logGamma(x[i]), logGamma[i], x[i]);
      assertClose(SpecialFunctions.digamma(x[i]), digamma[i], x[i]);
    }
  }

  private static void assertClose(double expected, double actual, double x) {
    double allowed = ERROR * Math.max(1, Math.abs(expected));
    if (!(Math.abs(actual - expected) <= allowed)) {
      assertEquals(expected, actual, allowed, "at " + x);
    }
  }

  @Test
  void knownValues() {
    double[] x = {0.5, 1, 2, 5};
    double[] logGamma = new double[4];
    double[] digamma = new double[4];

    LogGammas.withDigammas(x, 4, logGamma, digamma);

    double euler = 0.5772156649015329;
    assertClose(0.5 * Math.log(Math.PI), logGamma[0], 0.5);
    assertClose(0, logGamma[1], 1);
    assertClose(0, logGamma[2], 2);
    assertClose(Math.log(24), logGamma[3], 5);
    assertClose(-euler - 2 * Math.log(2), digamma[0], 0.5);
    assertClose(-euler, digamma[1], 1);
    assertClose(1 - euler, digamma[2], 2);
    assertClose(25.0 / 12 - euler, digamma[3], 5);
  }

  @Test
  void onlyTheFirstNumbersAreWritten() {
    double[] logGamma = {9, 9, 9};
    double[] digamma = {9, 9, 9};

    LogGammas.withDigammas(new double[] {3, 3, 3}, 1, logGamma, digamma);

    assertEquals("[9.0, 9.0]", Arrays.toString(Arrays.copyOfRange(logGamma, 1, 3)));
    assertEquals("[9.0, 9.0]", Arrays.toString(Arrays.copyOfRange(digamma, 1, 3)));
  }
}
