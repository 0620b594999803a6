package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.update.Adam;
import org.sparksvi.update.AdamW;
import org.sparksvi.update.Clip;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Cosine;
import org.sparksvi.update.Exponential;
import org.sparksvi.update.InverseRoot;
import org.sparksvi.update.Momentum;
import org.sparksvi.update.MovingAverage;
import org.sparksvi.update.PolyakAverage;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;
import org.sparksvi.update.Schedule;
import org.sparksvi.update.Staircase;
import org.sparksvi.update.UpdateRule;
import org.sparksvi.update.WarmUp;

/** Laws every rule keeps. */
class RuleLawsTest {
  /** Adam with a rate that shrinks stands still this near an optimum. */
  private static final double NEAR = 1e-3;

  /** A dozen roundings of floats, relative to the largest step; averages may cancel a little. */
  private static final double SINGLE_ROUNDING = 12 * 0x1p-23;

  private static final Schedule SMALL = new Constant(1e-4);
  private static final Schedule TENTH = new Constant(0.1);
  private static final Schedule COOLING = new WarmUp(100).times(new Cosine(2_000, 1e-3));

  static Stream<RuleCase> rules() {
    return Stream.concat(rates(), rulesThatAreNoRate());
  }

  private static Stream<RuleCase> rates() {
    return Stream.of(
        new RuleCase("constant", new Constant(0.1), 500, 0),
        new RuleCase("constant for a valley", new Constant(1e-3), 20_000, 40_000),
        new RuleCase("Robbins-Monro", new RobbinsMonro(5, 0.6), 2_000, 0),
        new RuleCase("exponential", TENTH.times(new Exponential(1000, 0.5)), 2_000, 0),
        new RuleCase("staircase", TENTH.times(new Staircase(500, 0.5)), 2_000, 0),
        new RuleCase("inverse root", TENTH.times(new InverseRoot(10)), 2_000, 0));
  }

  static Stream<RuleCase> rulesThatAreNoRate() {
    UpdateRule settling = new Adam(0.5).then(new RobbinsMonro(10, 0.8));
    return Stream.of(
        new RuleCase("Adam", new Adam(0.01), 5_000, 40_000),
        new RuleCase("Adam, settling", settling, 5_000, 0),
        new RuleCase("clipped", new Clip(1).then(new Constant(0.1)), 1_000, 0),
        new RuleCase("clipped for a valley", new Clip(10).then(new Constant(1e-3)), 20_000, 40_000),
        new RuleCase("Adam, clipped", new Clip(1).then(new Adam(0.01)), 5_000, 40_000),
        new RuleCase("AdamW", new AdamW(new Adam(0.01), 0.1), 0, 0),
        new RuleCase("heavy ball", new Momentum(0.9).then(new Constant(0.01)), 2_000, 0),
        new RuleCase("heavy ball for a valley", new Momentum(0.9).then(SMALL), 20_000, 40_000),
        new RuleCase("Nesterov", new Momentum(0.9, true).then(new Constant(0.01)), 2_000, 0),
        new RuleCase("Nesterov for a valley", new Momentum(0.9, true).then(SMALL), 20_000, 40_000),
        new RuleCase("Adam, warmed and cooled", new Adam(0.1).then(COOLING), 2_000, 0),
        new RuleCase("moving average", new Adam(0.01).then(new MovingAverage(0.99)), 5_000, 0),
        new RuleCase("Polyak's average", TENTH.then(new PolyakAverage(20)), 500, 0));
  }

  static Stream<RuleCase> rulesForParabolas() {
    return rules().filter(rule -> rule.parabolaSteps() > 0);
  }

  static Stream<RuleCase> rulesForValleys() {
    return rules().filter(rule -> rule.rosenbrockSteps() > 0);
  }

  /** Gradient of −½ Σ c_j (x_j − o_j)² with its optimum at (3, −2). */
  private static double[] parabola(double[] x) {
    return new double[] {-2 * (x[0] - 3), -0.5 * (x[1] + 2)};
  }

  /** Gradient of −(1 − x)² − 100 (y − x²)², whose optimum is (1, 1). */
  private static double[] rosenbrock(double[] x) {
    double off = x[1] - x[0] * x[0];
    return new double[] {2 * (1 - x[0]) + 400 * x[0] * off, -200 * off};
  }

  @ParameterizedTest
  @MethodSource("rulesForParabolas")
  void reachesTheOptimumOfAParabola(RuleCase rule) {
    double[] x = {0, 0};

    ascend(rule.rule(), memory(rule.rule()), x, RuleLawsTest::parabola, 1, rule.parabolaSteps());

    assertArrayEquals(new double[] {3, -2}, x, NEAR);
  }

  @ParameterizedTest
  @MethodSource("rulesForValleys")
  void reachesTheEndOfRosenbrocksValley(RuleCase rule) {
    double[] x = {-0.5, 0.8};

    ascend(
        rule.rule(), memory(rule.rule()), x, RuleLawsTest::rosenbrock, 1, rule.rosenbrockSteps());

    assertArrayEquals(new double[] {1, 1}, x, NEAR);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aCopyOfItsMemoryGoesOnAsTheStraightRunDoes(RuleCase rule) {
    double[] straight = {0.3, -0.7};
    double[][] memory = memory(rule.rule());
    ascend(rule.rule(), memory, straight, RuleLawsTest::rosenbrock, 1, 30);

    UpdateRule sameSettings = travel(rule.rule());
    double[] resumed = straight.clone();
    double[][] kept = Arrays.stream(memory).map(double[]::clone).toArray(double[][]::new);
    ascend(rule.rule(), memory, straight, RuleLawsTest::rosenbrock, 31, 70);
    ascend(sameSettings, kept, resumed, RuleLawsTest::rosenbrock, 31, 70);

    assertArrayEquals(Bits.of(straight), Bits.of(resumed));
    assertArrayEquals(
        Arrays.stream(memory).flatMapToDouble(Arrays::stream).toArray(),
        Arrays.stream(kept).flatMapToDouble(Arrays::stream).toArray());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsMemoryIsOfAFixedNumberOfArrays(RuleCase rule) {
    int before = rule.rule().memories();
    double[][] memory = memory(rule.rule());
    double[][] same = memory.clone();

    ascend(rule.rule(), memory, new double[] {1, 1}, RuleLawsTest::parabola, 1, 10);

    assertEquals(before, rule.rule().memories());
    for (int m = 0; m < memory.length; m++) {
      assertEquals(System.identityHashCode(same[m]), System.identityHashCode(memory[m]));
    }
  }

  /** Settings only: what a rule did for one field does not show in another. */
  @ParameterizedTest
  @MethodSource("rules")
  void aRuleRemembersNothingItself(RuleCase rule) {
    double[] alone = {0.3, -0.7};
    ascend(rule.rule(), memory(rule.rule()), alone, RuleLawsTest::parabola, 1, 20);

    double[] amongOthers = {0.3, -0.7};
    double[][] memory = memory(rule.rule());
    double[][] otherMemory = memory(rule.rule());
    for (long step = 1; step <= 20; step++) {
      double[] other = {1e6, -1e-6};
      RuleRun.apply(rule.rule(), step, otherMemory, new double[2], other);
      ascend(rule.rule(), memory, amongOthers, RuleLawsTest::parabola, step, 1);
    }

    assertArrayEquals(Bits.of(alone), Bits.of(amongOthers));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noGradientNoStep(RuleCase rule) {
    double[] direction = new double[2];

    RuleRun.apply(rule.rule(), 1, memory(rule.rule()), new double[2], direction);

    assertArrayEquals(new double[2], direction);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void slicesGiveTheBitsOfTheWhole(RuleCase rule) {
    double[] whole = gradient(101, 5);
    double[] sliced = whole.clone();
    double[] parameters = gradient(101, 6);
    double[][] wholeMemory = RuleRun.memory(rule.rule(), 101);
    double[][] slicedMemory = RuleRun.memory(rule.rule(), 101);

    for (long step = 1; step <= 3; step++) {
      RuleRun.apply(rule.rule(), step, 101, wholeMemory, parameters, whole);
      RuleRun.apply(rule.rule(), step, 16, slicedMemory, parameters, sliced);
    }

    assertArrayEquals(Bits.of(whole), Bits.of(sliced));
    for (int m = 0; m < wholeMemory.length; m++) {
      assertArrayEquals(Bits.of(wholeMemory[m]), Bits.of(slicedMemory[m]));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void singlePrecisionIsDoubleUpToRounding(RuleCase rule) {
    double[] parameters = gradient(101, 6);
    double[][] memory = RuleRun.memory(rule.rule(), 101);
    float[] singleParameters = singles(parameters);
    float[][] singleMemory = new float[memory.length][101];

    for (long step = 1; step <= 5; step++) {
      double[] direction = gradient(101, step);
      float[] single = singles(direction);
      RuleRun.apply(rule.rule(), step, 101, memory, parameters, direction);
      RuleRun.apply(rule.rule(), step, 16, singleMemory, singleParameters, single);

      double largest = Arrays.stream(direction).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < single.length; i++) {
        assertEquals(direction[i], single[i], SINGLE_ROUNDING * largest, "step " + step);
      }
    }
  }

  /** Numbers that floats hold. */
  private static double[] gradient(int n, long seed) {
    Random random = new Random(seed);
    double[] gradient = new double[n];
    Arrays.setAll(gradient, i -> (float) random.nextGaussian());
    return gradient;
  }

  private static float[] singles(double[] values) {
    float[] singles = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      singles[i] = (float) values[i];
    }
    return singles;
  }

  @ParameterizedTest
  @MethodSource("rulesThatAreNoRate")
  void isRefusedOnFieldsThatMoveTowardATarget(RuleCase rule) {
    Layout layout = Layout.of(Field.ascended("weights", 1, 2), Field.mixed("topics", 2, 2));

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Rules.all(rule.rule()).check(layout));

    assertEquals(
        "field 'topics' moves toward a target, so its rule must be a rate, but was " + rule.rule(),
        refused.getMessage());
    Rules.all(rule.rule()).with("topics", new Constant(1)).check(layout);
  }

  private static double[][] memory(UpdateRule rule) {
    return RuleRun.memory(rule, 2);
  }

  private static void ascend(
      UpdateRule rule,
      double[][] memory,
      double[] x,
      UnaryOperator<double[]> gradient,
      long firstStep,
      int steps) {
    for (int s = 0; s < steps; s++) {
      double[] direction = gradient.apply(x);
      RuleRun.apply(rule, firstStep + s, memory, x, direction);
      for (int j = 0; j < x.length; j++) {
        x[j] += direction[j];
      }
    }
  }

  private static UpdateRule travel(UpdateRule rule) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(rule);
      out.flush();
      return (UpdateRule)
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("cannot serialise", e);
    }
  }
}
