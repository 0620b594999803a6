package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Exact sums against big decimals. */
class ExactSumTest {
  private static final BigDecimal QUANTA = BigDecimal.valueOf(2).pow(400);

  /** Doubles of all sizes from below the quantum to 2^960, of both signs. */
  @Provide
  Arbitrary<Double> addend() {
    return Arbitraries.longs()
        .flatMap(
            bits ->
                Arbitraries.integers()
                    .between(-406, 960)
                    .map(
                        exponent -> {
                          double value = Math.scalb(1 + (bits >>> 12) * 0x1p-52, exponent);
                          return (bits & 1) == 0 ? value : -value;
                        }));
  }

  @Provide
  Arbitrary<Double> anything() {
    return Arbitraries.longs().map(Double::longBitsToDouble);
  }

  @Property(tries = 300)
  void valueIsTheNearestDoubleToTheSumOfRoundedAddends(
      @ForAll @Size(max = 30) List<@From("addend") Double> addends) {
    ExactSum sum = new ExactSum();
    BigDecimal quanta = BigDecimal.ZERO;
    for (double addend : addends) {
      sum.add(addend);
      quanta =
          quanta.add(new BigDecimal(addend).multiply(QUANTA).setScale(0, RoundingMode.HALF_EVEN));
    }

    double expected = quanta.divide(QUANTA).doubleValue();

    assertEquals(expected, sum.value());
  }

  @Property
  void anyOrderAndAnyGroupingGiveTheSameBits(
      @ForAll @Size(min = 1, max = 30) List<@From("anything") Double> addends,
      @ForAll long shuffle) {
    ExactSum expected = sum(addends);

    Collections.shuffle(addends, new Random(shuffle));
    int cut = Math.floorMod(shuffle, addends.size());
    ExactSum actual = sum(addends.subList(cut, addends.size()));
    actual.add(sum(addends.subList(0, cut)));

    assertArrayEquals(expected.longs(), actual.longs());
  }

  private static ExactSum sum(List<Double> addends) {
    ExactSum sum = new ExactSum();
    for (double addend : addends) {
      sum.add(addend);
    }
    return sum;
  }

  @Property
  void partsMakeTheSumAgain(@ForAll @Size(max = 30) List<@From("addend") Double> addends) {
    ExactSum sum = sum(addends);

    ExactSum again = ExactSum.read(sum.longs(), 0);

    assertEquals(sum.value(), again.value());
    assertEquals(sum.longs().length, ExactSum.end(sum.longs(), 0));
  }

  @Property
  void addingTheOppositeGivesZero(@ForAll @Size(max = 30) List<@From("addend") Double> addends) {
    ExactSum sum = sum(addends);
    for (double addend : addends) {
      sum.add(-addend);
    }

    assertEquals(0.0, sum.value());
  }

  @Test
  void halvesAreRoundedToEvenAndStickyBitsCount() {
    assertEquals(0x1p70, sum(List.of(0x1p70, 0x1p17)).value());
    assertEquals(0x1.0000000000001p70, sum(List.of(0x1p70, 0x1p17, 0x1p-400)).value());
    assertEquals(0x1.0000000000002p70, sum(List.of(0x1p70, 0x1p18, 0x1p17)).value());
    assertEquals(0x1p70, sum(List.of(0x1p70, 0x1p17, -0x1p-400)).value());
    assertEquals(-0x1.0000000000001p70, sum(List.of(-0x1p70, -0x1p17, -0x1p-400)).value());
    assertEquals(0x1p-400, sum(List.of(1.0, 0x1p-400, -1.0)).value());
    assertEquals(0x1p63 * 0x1p-400, sum(List.of(0x1p-337)).value());
    assertEquals(0, sum(List.of(0x1p-401)).value());
    assertEquals(0x1p-399, sum(List.of(0x1.8p-400)).value());
  }

  @Test
  void whatCannotBeSummedIsRemembered() {
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e300, 0x1p970, -0x1p970}) {
      ExactSum sum = sum(List.of(1.0, bad, 2.0));
      sum.add(sum(List.of(3.0)));
      assertEquals(Double.NaN, sum.value());
    }
    assertEquals(0x1.8p75, sum(List.of(0x1p75, 0x1p74)).value());
    assertEquals(0, sum(List.of(0x1p960, -0x1p960)).value());
    assertEquals(1, sum(List.of(0x1p76, 1.0, -0x1p76)).value());
    assertEquals(0x1p970, sum(Collections.nCopies(2, 0x1p969)).value());
    assertEquals(
        0x1.fffffffffffffp974, sum(Collections.nCopies(32, 0x1.fffffffffffffp969)).value());
    assertEquals(Double.NaN, sum(List.of(Double.POSITIVE_INFINITY, -1.0 / 0)).value());
  }

  @Test
  void sumsThatAreCutOffHaveNoEnd() {
    assertEquals(-1, ExactSum.end(new long[] {-2}, 0));
    assertEquals(-1, ExactSum.end(new long[] {1}, 0));
    assertEquals(-1, ExactSum.end(new long[] {0}, 1));
    assertEquals(-1, ExactSum.end(new long[] {0}, -1));
    assertEquals(-1, ExactSum.end(new long[30], 30));
    assertEquals(1, ExactSum.end(new long[] {-1}, 0));
  }
}
