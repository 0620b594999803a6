package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.sparksvi.models.mixture.GaussianSummary.Component;

/** The overlap of Gaussians, beside its integral. */
class OverlapTest {
  private static final double SUMS =
      1e-9; // of a sum over a fine grid, whose tails are cut at 1e-20

  private static double density(double x, double mean, double variance) {
    return Math.exp(-(x - mean) * (x - mean) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  }

  private static Component of(double[] means, double... covariance) {
    return new Component(0, 1, 1, means, covariance, true);
  }

  @Test
  void inOneColumnItIsTheIntegral() {
    double step = 1e-3;
    double sum = 0;
    for (double x = -40; x < 40; x += step) {
      sum += step * Math.sqrt(density(x, 1, 4) * density(x, -0.5, 0.25));
    }

    Component wide = of(new double[] {1}, 4);
    Component narrow = of(new double[] {-0.5}, 0.25);

    assertEquals(sum, wide.overlap(narrow), SUMS);
    assertEquals(sum, narrow.overlap(wide), SUMS);
  }

  /** Columns that know nothing of each other: a product; turned by 30 degrees: the same. */
  @Test
  void axesDoNotMatter() {
    double product =
        of(new double[] {1}, 4).overlap(of(new double[] {-0.5}, 0.25))
            * of(new double[] {0}, 1).overlap(of(new double[] {2}, 9));
    double c = Math.cos(Math.PI / 6);
    double s = Math.sin(Math.PI / 6);

    assertEquals(product, turned(1, 0, 4, 1, c, s).overlap(turned(-0.5, 2, 0.25, 9, c, s)), SUMS);
  }

  private static Component turned(double x, double y, double a, double b, double c, double s) {
    return of(
        new double[] {c * x - s * y, s * x + c * y},
        c * c * a + s * s * b,
        c * s * (a - b),
        c * s * (a - b),
        s * s * a + c * c * b);
  }

  @Test
  void ofItselfItIsOne() {
    Component some = of(new double[] {3, -1}, 2, 0.5, 0.5, 1);

    assertEquals(1, some.overlap(some), SUMS);
  }
}
