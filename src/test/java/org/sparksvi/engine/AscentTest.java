package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.laws.Bits;
import org.sparksvi.laws.RuleRun;
import org.sparksvi.model.NumericalException;
import org.sparksvi.update.Adam;
import org.sparksvi.update.Clip;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;
import org.sparksvi.update.Stage;
import org.sparksvi.update.UpdateRule;

/** The step of ascended fields that are longer than a slice, and of some that are not. */
class AscentTest {
  private static final Layout LAYOUT =
      Layout.of(
          Field.single("wide", 3, Slices.SIZE - 1),
          Field.ascended("narrow", 2, 3),
          Field.fixed("centre", 1, 2),
          Field.ascended("long", 1, 2 * Slices.SIZE + 1));

  private static final UpdateRule RULE =
      new Clip(0.5).then(new Adam(0.1)).then(new Clip(0.2)).then(new Constant(0.5));

  private static Direction gradient(long seed) {
    Random random = new Random(seed);
    Direction gradient = new Direction(LAYOUT);
    for (int f : new int[] {1, 3}) {
      double[] values = gradient.values(f);
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextGaussian();
      }
    }
    float[] singles = gradient.singles(0);
    for (int i = 0; i < singles.length; i++) {
      singles[i] = (float) random.nextGaussian();
    }
    return gradient;
  }

  private static State state(Rules rules) {
    return new State(
        Bundle.zeros(LAYOUT),
        Synchronous.memory(LAYOUT, rules),
        0,
        Quanta.first(LAYOUT, 1),
        Progress.none(),
        0,
        0);
  }

  @Test
  void howManyWorkOnItChangesNoBit() {
    Rules rules = Rules.all(RULE);
    State atOnce = state(rules);
    State oneByOne = state(rules);

    for (long step = 1; step <= 3; step++) {
      new Ascent(LAYOUT, rules, Slices.AT_ONCE).move(atOnce, step, gradient(step), all -> 1);
      new Ascent(LAYOUT, rules, Slices.ONE_BY_ONE).move(oneByOne, step, gradient(step), all -> 1);
    }

    assertArrayEquals(Bits.of(oneByOne), Bits.of(atOnce));
  }

  /** By the stages on whole arrays; a norm's sum has another order here. */
  @Test
  void slicesDoWhatStagesDoToTheWhole() {
    Rules rules = Rules.all(RULE);
    State state = state(rules);
    Direction gradient = gradient(1);
    float[] wide = gradient.singles(0).clone();
    double[] narrow = gradient.values(1).clone();
    double[] longer = gradient.values(3).clone();

    new Ascent(LAYOUT, rules, Slices.AT_ONCE).move(state, 1, gradient, all -> 1);

    RuleRun.apply(RULE, 1, wide.length, new float[2][wide.length], new float[wide.length], wide);
    RuleRun.apply(RULE, 1, RuleRun.memory(RULE, 6), new double[6], narrow);
    int n = longer.length;
    RuleRun.apply(RULE, 1, RuleRun.memory(RULE, n), new double[n], longer);
    assertArrayEquals(wide, state.parameters().singles(0), 1e-9f);
    assertArrayEquals(narrow, state.parameters().values(1), 1e-15);
    assertArrayEquals(longer, state.parameters().values(3), 1e-15);
    assertArrayEquals(new double[2], state.parameters().values(2));
  }

  @Test
  void theGradientIsZeroAfterwards() {
    Direction gradient = gradient(1);

    new Ascent(LAYOUT, Rules.all(RULE), Slices.AT_ONCE)
        .move(state(Rules.all(RULE)), 1, gradient, all -> 1);

    assertArrayEquals(new float[LAYOUT.field(0).size()], gradient.singles(0));
    assertArrayEquals(new double[LAYOUT.field(1).size()], gradient.values(1));
    assertArrayEquals(new double[LAYOUT.field(3).size()], gradient.values(3));
  }

  /** ‖(3, 4)‖ and ‖12‖ are 13 together. */
  @Test
  void aNormOfAllFieldsShortensAllByTheSame() {
    Layout layout = Layout.of(Field.single("weights", 1, 2), Field.ascended("offset", 1, 1));
    Rules rules = Rules.all(new Clip(1, Stage.Norm.ALL_FIELDS));
    Direction gradient = new Direction(layout);
    gradient.singles(0)[0] = 3;
    gradient.singles(0)[1] = -4;
    gradient.values(1)[0] = 12;
    State state =
        new State(Bundle.zeros(layout), List.of(), 0, Quanta.of(0, 0), Progress.none(), 0, 0);

    new Ascent(layout, rules, Slices.AT_ONCE).move(state, 1, gradient, all -> 1);

    assertArrayEquals(new float[] {3f / 13, -4f / 13}, state.parameters().singles(0), 1e-7f);
    assertArrayEquals(new double[] {12.0 / 13}, state.parameters().values(1), 1e-15);
  }

  @Test
  void theFirstPlaceThatIsNotFiniteIsNamed() {
    int columns = Slices.SIZE - 1;
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Direction gradient = gradient(1);
      gradient.singles(0)[columns + 7] = value;
      gradient.singles(0)[2 * columns + 1] = value;
      gradient.values(3)[5] = value;
      Ascent ascent = new Ascent(LAYOUT, Rules.all(RULE), Slices.AT_ONCE);

      NumericalException failure =
          assertThrows(
              NumericalException.class,
              () -> ascent.move(state(Rules.all(RULE)), 9, gradient, all -> 1));

      assertEquals(
          "the target of field 'wide' must be finite, but is not at row 1, column 7 in round 9",
          failure.getMessage());
    }
  }
}
