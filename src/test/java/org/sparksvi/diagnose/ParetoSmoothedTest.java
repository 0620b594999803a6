package org.sparksvi.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

class ParetoSmoothedTest {

  /** log w_i = −k log(1 − u_i) + c sin i, u_i the fractional parts of i times the golden ratio. */
  private static double[] ratios(int draws, double k, double c) {
    double[] logs = new double[draws];
    for (int i = 1; i <= draws; i++) {
      double u = i * 0.6180339887498949;
      logs[i - 1] = -k * Math.log(1 - (u - Math.floor(u))) + c * Math.sin(i);
    }
    return logs;
  }

  /**
   * Expected: k, largest, 1/Σw², third of psislw of ArviZ 0.19.0 (NumPy) on the same ratios. The
   * same but for last digits come from {@code psis(r_eff = 1)} of loo 2.5.1 in R 4.2.2 (Debian's
   * r-cran-loo).
   */
  @ParameterizedTest
  @CsvSource({
    "1000,0.2,0.3,0.19640296599387055,-5.570530665459433,903.8999043927639,-6.7253456521904535",
    "1000,0.9,0.3,0.8324075602161912,-2.0342430082224987,40.573134650251085,-6.8534616948345475",
    "200,0.5,1.0,0.434056745129688,-3.303669024310445,99.79163902234399,-5.054675626545371",
    "4000,0.7,0.0,0.6765828435835934,-3.3750917636129576,370.91452329468564,-8.090967649822272",
    "100,-0.5,0.1,-0.09842652003534967,-4.12169345208944,88.55236840415216,-5.153493208733094"
  })
  void agreesWithArvizAndLoo(
      int draws, double k, double c, double shape, double largest, double effective, double third) {
    double[] logs = ratios(draws, k, c);
    ParetoSmoothed smoothed = ParetoSmoothed.of(logs);

    assertEquals(shape, smoothed.shape(), 1e-6);
    assertEquals(effective, smoothed.effective(), 1e-6 * effective);
    double norm = smoothed.logMean() + Math.log(draws);
    double most = Arrays.stream(smoothed.logWeights()).max().orElseThrow();
    assertEquals(largest, most - norm, 1e-6);
    assertEquals(third, smoothed.logWeights()[2] - norm, 1e-6);
    assertEquals(1, Arrays.stream(smoothed.weights()).sum(), 1e-12);
  }

  /**
   * Ratios (1 − u)^−k have a Pareto tail of shape k; 3 √S of 10^6 draws leave it an sd of (1 +
   * k)/√3000.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.9})
  void theShapeOfParetoDraws(double k) {
    RandomStream stream = new Streams(1).stream(Purpose.DRAW, 1);
    double[] logs = new double[1_000_000];
    Arrays.setAll(logs, i -> -k * Math.log(1 - stream.uniform()));

    assertEquals(k, ParetoSmoothed.of(logs).shape(), 0.1);
  }

  /** E exp(σ z) = exp(σ²/2), and by the delta method an error of √((exp(σ²) − 1) / S). */
  @Test
  void theMeanOfLogNormalWeights() {
    double sigma = 0.6;
    int draws = 40_000;
    RandomStream stream = new RandomStream(3);
    double[] logs = new double[draws];
    Arrays.setAll(logs, i -> sigma * stream.normal());
    ParetoSmoothed smoothed = ParetoSmoothed.of(logs);

    double error = Math.sqrt(Math.expm1(sigma * sigma) / draws);
    assertEquals(error, smoothed.standardError(), 0.1 * error);
    assertEquals(sigma * sigma / 2, smoothed.logMean(), 4 * error);
    assertTrue(smoothed.reliable());
  }

  /** q is the posterior: every ratio is p(x). */
  @Test
  void equalRatiosAreExact() {
    ParetoSmoothed smoothed = ParetoSmoothed.of(new double[] {-3e5, -3e5, -3e5, -3e5});

    assertEquals(0, smoothed.shape());
    assertEquals(-3e5, smoothed.logMean(), 1e-12);
    assertEquals(0, smoothed.standardError());
    assertEquals(4, smoothed.effective(), 1e-12);
  }

  @Test
  void fewDrawsAreNotReliable() {
    ParetoSmoothed smoothed = ParetoSmoothed.of(new double[] {1, 2, 3, 4, 5, 6, 7});

    assertEquals(Double.POSITIVE_INFINITY, smoothed.shape());
    assertFalse(smoothed.reliable());
    assertEquals(0.5, ParetoSmoothed.limit(100), 1e-12);
    assertEquals(0.7, ParetoSmoothed.limit(10_000), 1e-12);
  }

  @Test
  void impossibleDrawsCountAsZero() {
    double none = Double.NEGATIVE_INFINITY;
    ParetoSmoothed smoothed = ParetoSmoothed.of(new double[] {0, none, 0, none});

    assertEquals(Math.log(0.5), smoothed.logMean(), 1e-12);
  }

  @Test
  void refusesWhatIsNoNumber() {
    refused("the largest of 2 log ratios must be finite, but was NaN", 0, Double.NaN);
    refused(
        "the largest of 1 log ratios must be finite, but was -Infinity", Double.NEGATIVE_INFINITY);
  }

  private static void refused(String message, double... ratios) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> ParetoSmoothed.of(ratios));
    assertEquals(message, refusal.getMessage());
  }

  /**
   * ½ log mean w² is no less than log mean w (Jensen), and both are the weight where all are one.
   */
  @Test
  void theUpperBoundIsAboveTheMean() {
    double[] same = new double[100];
    java.util.Arrays.fill(same, -3.5);
    java.util.Random random = new java.util.Random(3);
    ParetoSmoothed uneven = ParetoSmoothed.of(random.doubles(1000).map(Math::log).toArray());
    double squares = 0;
    for (double log : uneven.logWeights()) {
      squares += Math.exp(2 * log) / 1000;
    }

    assertEquals(-3.5, ParetoSmoothed.of(same).upperBound(), 1e-12); // rounding
    assertEquals(0.5 * Math.log(squares), uneven.upperBound(), 1e-12);
    assertTrue(uneven.upperBound() > uneven.logMean());
  }
}
