package org.sparksvi.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.laws.RuleRun;

/** Rules for gradients against the formulas of the papers, worked out another way. */
class GradientRulesTest {
  /** Of a few hundred operations on numbers near 1. */
  private static final double ROUNDING = 1e-13;

  private static final int STEPS = 50;

  @Test
  void heavyBallAddsUpWithGeometricWeights() {
    double[] gradients = new Random(1).doubles(STEPS, -1, 1).toArray();
    double[][] memory = new double[1][1];

    for (int t = 0; t < STEPS; t++) {
      double[] direction = {gradients[t]};
      RuleRun.apply(new Momentum(0.8), t + 1, memory, new double[1], direction);

      double sum = 0;
      for (int s = 0; s <= t; s++) {
        sum += Math.pow(0.8, t - s) * gradients[s];
      }
      assertEquals(sum, direction[0], ROUNDING);
    }
  }

  /** Sutskever et al. (2013), equations 3 and 4, whose points are these less their velocity. */
  @Test
  void nesterovIsTheGradientAtThePointAhead() {
    double rate = 0.05;
    double decay = 0.9;
    UpdateRule rule = new Momentum(decay, true).then(new Constant(rate));
    double[][] memory = new double[1][1];
    double x = 0;
    double theta = 0;
    double velocity = 0;

    for (int t = 1; t <= STEPS; t++) {
      double[] direction = {cubic(x)};
      RuleRun.apply(rule, t, memory, new double[] {x}, direction);
      x += direction[0];
      velocity = decay * velocity + rate * cubic(theta + decay * velocity);
      theta += velocity;

      assertEquals(theta + decay * velocity, x, ROUNDING);
    }
  }

  private static double cubic(double x) {
    return 1 - 0.3 * x * x * x - x;
  }

  /** Loshchilov and Hutter (2019), algorithm 2, whose f is the negative bound. */
  @Test
  void adamWDecaysBesideTheGradient() {
    double rate = 0.02;
    double decay = 0.3;
    Schedule schedule = new Cosine(40, 0.1);
    UpdateRule rule = new AdamW(new Adam(rate, 0.9, 0.99, 1e-3), decay).then(schedule);
    double[][] memory = new double[2][1];
    double x = 2;
    double theta = 2;
    double m = 0;
    double v = 0;

    for (int t = 1; t <= STEPS; t++) {
      double[] direction = {cubic(x)};
      RuleRun.apply(rule, t, memory, new double[] {x}, direction);
      x += direction[0];
      double loss = -cubic(theta);
      m = 0.9 * m + 0.1 * loss;
      v = 0.99 * v + 0.01 * loss * loss;
      double first = m / (1 - Math.pow(0.9, t));
      double second = v / (1 - Math.pow(0.99, t));
      double eta = 0.1 + 0.45 * (1 + Math.cos(Math.PI * Math.min(1, (t - 1) / 40.0)));
      theta -= eta * (rate * first / (Math.sqrt(second) + 1e-3) + rate * decay * theta);

      assertEquals(theta, x, ROUNDING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // t / 4; then 1
    "warm-up, 1, 0.25",
    "warm-up, 3, 0.75",
    "warm-up, 4, 1",
    "warm-up, 99, 1",
    // 0.2 + 0.4 (1 + cos(π (t − 1) / 8)), at cosines of 1, √½, 0 and −1
    "cosine, 1, 1",
    "cosine, 3, 0.88284271247461903",
    "cosine, 5, 0.6",
    "cosine, 9, 0.2",
    "cosine, 1000, 0.2",
    // 0.25^((t − 1) / 10)
    "exponential, 1, 1",
    "exponential, 6, 0.5",
    "exponential, 11, 0.25",
    "exponential, 31, 0.015625",
    // 0.5 to the whole tens
    "staircase, 1, 1",
    "staircase, 10, 1",
    "staircase, 11, 0.5",
    "staircase, 40, 0.125",
    // √(9 / t)
    "inverse-root, 1, 1",
    "inverse-root, 9, 1",
    "inverse-root, 36, 0.5",
    "inverse-root, 900, 0.1",
    // warm-up · exponential
    "product, 1, 0.25",
    "product, 6, 0.5",
    "product, 2, 0.43527528164806206"
  })
  void schedulesFollowTheirFormulas(String name, long step, double expected) {
    Schedule exponential = new Exponential(10, 0.25);
    Schedule schedule =
        switch (name) {
          case "warm-up" -> new WarmUp(4);
          case "cosine" -> new Cosine(8, 0.2);
          case "exponential" -> exponential;
          case "staircase" -> new Staircase(10, 0.5);
          case "inverse-root" -> new InverseRoot(9);
          default -> new WarmUp(4).times(exponential);
        };

    assertEquals(expected, schedule.rate(step), 1e-15);
  }

  @Test
  void aMovingAverageWeighsIteratesGeometrically() {
    double[] x = new Random(2).doubles(STEPS + 1, -1, 1).toArray();
    double[][] memory = new double[1][1];

    for (int t = 1; t <= STEPS; t++) {
      double[] step = {x[t] - x[t - 1]};
      RuleRun.apply(new MovingAverage(0.9), t, memory, new double[] {x[t - 1]}, step);

      double sum = 0;
      double weights = 0;
      for (int s = 1; s <= t; s++) {
        sum += Math.pow(0.9, t - s) * x[s];
        weights += Math.pow(0.9, t - s);
      }
      assertEquals(sum / weights, memory[0][0], ROUNDING);
      assertArrayEquals(new double[] {x[t] - x[t - 1]}, step);
    }
  }

  @Test
  void polyaksAverageIsThePlainMeanFromItsFirstStep() {
    double[] x = new Random(3).doubles(STEPS + 1, -1, 1).toArray();
    double[][] memory = new double[1][1];

    for (int t = 1; t <= STEPS; t++) {
      double[] step = {x[t] - x[t - 1]};
      RuleRun.apply(new PolyakAverage(7), t, memory, new double[] {x[t - 1]}, step);

      double sum = 0;
      for (int s = Math.min(t, 7); s <= t; s++) {
        sum += t < 7 ? x[t] : x[s];
      }
      assertEquals(sum / Math.max(1, t - 6), memory[0][0], ROUNDING);
    }
  }

  @Test
  void averagesAreKnownByFieldAndComeLast() {
    Field weights = Field.single("weights", 1, 1);
    Field centre = Field.fixed("centre", 1, 1);
    UpdateRule averaged = new Adam(0.1).then(new MovingAverage(0.9));

    assertTrue(Rules.all(averaged).averages(weights));
    assertFalse(Rules.all(averaged).averages(centre));
    assertFalse(Rules.all(new Adam(0.1)).averages(weights));
    assertMessage(
        "the rule of field 'weights' must average after all else, but is Chain[first="
            + averaged
            + ", second=Constant[rate=0.5]]",
        () -> Rules.all(averaged.then(new Constant(0.5))).check(Layout.of(weights)));
  }

  /** What is averaged are the parameters after the smaller step. */
  @Test
  void smallerStepsAreAveragedAfterAllElse() {
    Field weights = Field.ascended("weights", 1, 1);
    UpdateRule rule = new Constant(0.5).then(new PolyakAverage(9));
    double[][] memory = new double[1][1];
    double[] direction = {16};

    Rules smaller = Rules.all(rule).scaled(0.25);

    smaller.check(Layout.of(weights));
    assertTrue(smaller.averages(weights));
    RuleRun.apply(smaller.of(weights), 1, memory, new double[] {1}, direction);
    assertArrayEquals(new double[] {2}, direction);
    assertArrayEquals(new double[] {3}, memory[0]);
  }

  @Test
  void refusesSettingsOutsideTheirRange() {
    assertMessage("decay must be in [0, 1), but was 1.0", () -> new Momentum(1));
    assertMessage("strength must be in [0, 1), but was -0.1", () -> new WeightDecay(-0.1));
    assertMessage(
        "decay must be at least 0 and below 1 / rate, which is 10.0, but was 10.0",
        () -> new AdamW(new Adam(0.1), 10));
    assertMessage("rounds must be at least 1, but were 0", () -> new WarmUp(0));
    assertMessage("rounds must be at least 1, but were 0", () -> new Cosine(0, 0));
    assertMessage("floor must be in [0, 1], but was 1.5", () -> new Cosine(1, 1.5));
    assertMessage("factor must be in (0, 1], but was 0.0", () -> new Exponential(1, 0));
    assertMessage("factor must be in (0, 1], but was NaN", () -> new Staircase(1, Double.NaN));
    assertMessage("rounds must be at least 1, but were -1", () -> new InverseRoot(-1));
    assertMessage("decay must be in [0, 1), but was NaN", () -> new MovingAverage(Double.NaN));
    assertMessage("first must be at least 1, but was 0", () -> new PolyakAverage(0));
    assertMessage(
        "norm must be FIELD or ALL_FIELDS, but was NONE", () -> new Clip(1, Stage.Norm.NONE));
  }

  private static void assertMessage(String expected, Runnable work) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
