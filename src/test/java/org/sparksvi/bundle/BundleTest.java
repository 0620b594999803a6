package org.sparksvi.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of row-sparse fields against the same steps on plain arrays. */
class BundleTest {
  private static final int ROWS = 20;
  private static final int COLUMNS = 3;
  private static final int STEPS = 500;

  /** Roundings of 500 steps, each relative to the largest number ever added. */
  private static final double ROUNDING = 1e-12;

  private static final Layout LAYOUT =
      Layout.of(Field.mixedRows("lazy", ROWS, COLUMNS), Field.mixed("dense", 2, 2));

  static Stream<Arguments> rates() {
    return Stream.of(
        Arguments.of("slow", rates(random -> 0.01)),
        Arguments.of("any", rates(Random::nextDouble)),
        Arguments.of("sometimes one", rates(random -> random.nextInt(10) == 0 ? 1 : 0.3)),
        Arguments.of("always one", rates(random -> 1)),
        Arguments.of("scale vanishes", rates(random -> 1 - 1e-7)),
        Arguments.of("scale vanishes at once", rates(random -> 1 - 0x1p-53)));
  }

  private interface Rate {
    double next(Random random);
  }

  private static DoubleSupplier rates(Rate rate) {
    Random random = new Random(5);
    return () -> Math.max(Double.MIN_NORMAL, rate.next(random));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rates")
  void aLazyStepIsTheDenseStep(String name, DoubleSupplier rates) {
    Random random = new Random(1);
    Bundle bundle = Bundle.zeros(LAYOUT);
    double[] expected = random.doubles(ROWS * COLUMNS).toArray();
    bundle.set("lazy", expected);

    for (int step = 0; step < STEPS; step++) {
      Direction target = randomTarget(random);
      double rate = rates.getAsDouble();
      bundle.moveToward(0, rate, target);
      double[] goal = dense(target);
      for (int i = 0; i < expected.length; i++) {
        expected[i] = (1 - rate) * expected[i] + rate * goal[i];
      }

      assertArrayEquals(expected, bundle.copyOf("lazy"), ROUNDING, name + ", step " + step);
    }
  }

  @Property(tries = 50)
  void aRestoredBundleRepeatsEveryBit(@ForAll long seed) {
    Random random = new Random(seed);
    Bundle straight = Bundle.zeros(LAYOUT);
    straight.set("lazy", random.doubles(ROWS * COLUMNS).toArray());
    steps(straight, random, 60);

    Bundle restored = Bundle.zeros(LAYOUT);
    for (int f = 0; f < LAYOUT.count(); f++) {
      restored.restore(f, straight.stored(f));
    }
    steps(straight, new Random(seed + 1), 60);
    steps(restored, new Random(seed + 1), 60);

    assertSameStored(straight, restored);
  }

  @Test
  void aCopyHasALifeOfItsOwn() {
    Bundle bundle = Bundle.zeros(LAYOUT);
    steps(bundle, new Random(2), 5);
    double[] before = bundle.copyOf("lazy");

    Bundle copy = bundle.copy();
    steps(bundle, new Random(3), 5);

    assertArrayEquals(before, copy.copyOf("lazy"));
  }

  @Test
  void aRowIsThatOfTheCopyOfAll() {
    Bundle bundle = Bundle.zeros(LAYOUT);
    steps(bundle, new Random(2), 5);
    double[] all = bundle.copyOf("lazy");

    double[] row = new double[2 + COLUMNS];
    bundle.row(0, 7, row, 2);

    for (int c = 0; c < COLUMNS; c++) {
      assertEquals(all[7 * COLUMNS + c], row[2 + c]);
    }
  }

  @Test
  void setValuesAreReadBackExactly() {
    Bundle bundle = Bundle.zeros(LAYOUT);
    steps(bundle, new Random(2), 5);
    double[] values = new Random(3).doubles(ROWS * COLUMNS).toArray();

    bundle.set("lazy", values);

    assertArrayEquals(values, bundle.copyOf("lazy"));
  }

  @Test
  void anAscendedFieldAddsItsDirection() {
    Layout layout = Layout.of(Field.ascended("weights", 1, 2));
    Bundle bundle = Bundle.zeros(layout);
    bundle.set("weights", new double[] {1, 2});
    Direction direction = new Direction(layout);
    direction.values("weights")[1] = 0.5;

    bundle.ascend(0, direction, 0, layout.field(0).size());

    assertArrayEquals(new double[] {1, 2.5}, bundle.values("weights"));
  }

  @Test
  void aClearedDirectionIsZeroWhereverItIsTouchedAgain() {
    Direction direction = randomTarget(new Random(4));

    direction.clear();

    assertEquals(0, direction.rows("lazy").count());
    for (int row = 0; row < ROWS; row++) {
      direction.rows("lazy").touch(row);
    }
    assertArrayEquals(new double[ROWS * COLUMNS], dense(direction));
  }

  @Test
  void whatIsNotFiniteIsFound() {
    Direction direction = new Direction(LAYOUT);
    assertEquals(-1, direction.firstNonFinite(0));
    assertEquals(-1, direction.firstNonFinite(1));

    direction.values("dense")[3] = Double.NaN;
    int start = direction.rows("lazy").touch(9);
    direction.rows("lazy").values()[start + 1] = Double.POSITIVE_INFINITY;

    assertEquals(9 * COLUMNS + 1, direction.firstNonFinite(0));
    assertEquals(3, direction.firstNonFinite(1));

    direction.clear();
    direction.background("lazy")[5] = Double.NaN;

    assertEquals(5 * COLUMNS, direction.firstNonFinite(0));
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    Bundle bundle = Bundle.zeros(LAYOUT);
    Direction target = new Direction(LAYOUT);

    assertMessage(
        "the rate of field 'lazy' must be in (0, 1], but was 1.5",
        () -> bundle.moveToward(0, 1.5, target));
    assertMessage(
        "the rate of field 'dense' must be in (0, 1], but was NaN",
        () -> bundle.moveToward(1, Double.NaN, target));
    assertMessage("field 'lazy' is row-sparse; read it by row", () -> bundle.values("lazy"));
    assertMessage(
        "field 'dense' is 2 x 2, so its values must be 4 numbers, but were 3",
        () -> bundle.set("dense", new double[3]));
    assertMessage(
        "the layout has no field 'other'; it has [lazy, dense]", () -> bundle.values("other"));
    assertMessage(
        "field 'w' is row-sparse, so its geometry must be MIXED, but was ASCENDED",
        () -> new Field("w", 1, 1, Geometry.ASCENDED, true));
    assertMessage(
        "a layout's field names must differ, but 'a' stands twice",
        () -> Layout.of(Field.mixed("a", 1, 1), Field.ascended("a", 1, 1)));
    assertMessage(
        "field 'a' must hold at most 2147483639 values, but 2000000 x 2000 are 4000000000",
        () -> Field.mixed("a", 2_000_000, 2_000));
  }

  private static void assertMessage(String expected, Runnable work) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }

  private static void steps(Bundle bundle, Random random, int steps) {
    for (int step = 0; step < steps; step++) {
      double rate = random.nextInt(20) == 0 ? 1 : 1 - random.nextDouble() * random.nextDouble();
      Direction target = randomTarget(random);
      bundle.moveToward(0, rate, target);
      bundle.moveToward(1, rate, target);
    }
  }

  /** A target with a few touched rows and a background. */
  private static Direction randomTarget(Random random) {
    Direction target = new Direction(LAYOUT);
    TouchedRows rows = target.rows("lazy");
    for (int i = random.nextInt(6); i > 0; i--) {
      int start = rows.touch(random.nextInt(ROWS));
      for (int c = 0; c < COLUMNS; c++) {
        rows.values()[start + c] += random.nextDouble();
      }
    }
    if (random.nextInt(4) > 0) {
      double[] background = target.background("lazy");
      for (int r = 0; r < ROWS; r++) {
        background[r] = random.nextDouble();
      }
    }
    double[] dense = target.values("dense");
    for (int i = 0; i < dense.length; i++) {
      dense[i] = random.nextDouble();
    }
    return target;
  }

  /** All values of the lazy field of a target. */
  private static double[] dense(Direction target) {
    double[] out = new double[ROWS * COLUMNS];
    double[] background = target.background("lazy");
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        out[r * COLUMNS + c] = background[r];
      }
    }
    TouchedRows rows = target.rows("lazy");
    for (int i = 0; i < rows.count(); i++) {
      for (int c = 0; c < COLUMNS; c++) {
        out[rows.row(i) * COLUMNS + c] += rows.values()[rows.start(i) + c];
      }
    }
    return out;
  }

  private static void assertSameStored(Bundle expected, Bundle actual) {
    for (int f = 0; f < LAYOUT.count(); f++) {
      assertArrayEquals(expected.stored(f).values(), actual.stored(f).values());
      assertArrayEquals(expected.stored(f).background(), actual.stored(f).background());
      assertEquals(expected.stored(f).scale(), actual.stored(f).scale());
    }
  }
}
