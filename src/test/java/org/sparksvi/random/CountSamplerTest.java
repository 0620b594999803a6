package org.sparksvi.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.AbstractIntegerDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws of counts against the distributions of Commons Math. */
class CountSamplerTest {
  private static final int DRAWS = 4000;

  /** Kolmogorov's distance of so many draws is larger once in 1e6 cases: √(log(2e6) / 2n). */
  private static final double DISTANCE = 0.0426;

  private interface Sampler {
    double draw(RandomStream stream);
  }

  private static void agree(AbstractIntegerDistribution expected, Sampler sampler) {
    RandomStream stream = new RandomStream(7);
    double[] draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = sampler.draw(stream);
    }
    double largest = 0;
    for (double at : draws) {
      int below = 0;
      for (double draw : draws) {
        below += draw <= at ? 1 : 0;
      }
      double distance = (double) below / DRAWS - expected.cumulativeProbability((int) at);
      largest = Math.max(largest, Math.abs(distance));
    }
    assertTrue(largest < DISTANCE, "distance " + largest);
  }

  /** Small ones plainly, larger ones by one and by several halvings. */
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 3, 29.5, 31, 250, 40_000})
  void poissons(double rate) {
    agree(new PoissonDistribution(rate), stream -> CountSampler.poisson(rate, stream));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.25", "30, 0.75", "31, 0.5", "500, 0.01", "500, 0.99", "60000, 0.375"})
  void binomials(int trials, double probability) {
    agree(
        new BinomialDistribution(trials, probability),
        stream -> CountSampler.binomial(trials, probability, stream));
  }

  @Test
  void extremesAreExact() {
    RandomStream stream = new RandomStream(1);

    assertEquals(0, CountSampler.poisson(0, stream));
    assertEquals(1e300, CountSampler.poisson(1e300, stream));
    assertEquals(0, CountSampler.binomial(1000, 0, stream));
    assertEquals(1000, CountSampler.binomial(1000, 1, stream));
    assertThrows(IllegalArgumentException.class, () -> CountSampler.poisson(Double.NaN, stream));
    assertThrows(IllegalArgumentException.class, () -> CountSampler.binomial(3, 1.5, stream));
  }
}
