package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.Term;

/** Totals that cannot be added are refused, naming field, rule and value. */
class ExactTotalCheckTest {
  private static final int TERMS = Term.values().length;
  private static final ExactTotal TOTAL =
      new ExactTotal(
          Layout.of(Field.mixed("weights", 2, 3), Field.mixedRows("counts", 5, 2)),
          Quanta.of(0, 0));

  private static PackedTotal good() {
    return new PackedTotal(
        new int[][] {{}, {1, 4}}, new int[2], new long[2][4], new long[2], new long[TERMS]);
  }

  private static PackedTotal rows(int... rows) {
    PackedTotal good = good();
    return new PackedTotal(
        new int[][] {{}, rows},
        good.from(),
        new long[][] {{}, new long[2 * rows.length]},
        good.peaks(),
        good.terms());
  }

  private static PackedTotal changed(UnaryOperator<PackedTotal> change) {
    return change.apply(good());
  }

  private static PackedTotal dense(int from, int values) {
    PackedTotal good = good();
    good.from()[0] = from;
    good.sums()[0] = new long[values];
    return good;
  }

  private static PackedTotal peak(int field, long peak) {
    PackedTotal good = good();
    good.peaks()[field] = peak;
    return good;
  }

  private static PackedTotal term(int at, long value) {
    PackedTotal good = good();
    good.terms()[at] = value;
    return good;
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            changed(p -> new PackedTotal(new int[1][0], p.from(), p.sums(), p.peaks(), p.terms())),
            "rows of a total must be 2, but was 1"),
        arguments(
            changed(p -> new PackedTotal(p.rows(), new int[3], p.sums(), p.peaks(), p.terms())),
            "places of a total must be 2, but was 3"),
        arguments(
            changed(p -> new PackedTotal(p.rows(), p.from(), new long[0][], p.peaks(), p.terms())),
            "sums of a total must be 2, but was 0"),
        arguments(
            changed(p -> new PackedTotal(p.rows(), p.from(), p.sums(), new long[1], p.terms())),
            "peaks of a total must be 2, but was 1"),
        arguments(
            changed(
                p -> new PackedTotal(p.rows(), p.from(), p.sums(), p.peaks(), new long[TERMS - 1])),
            "terms of a total must be %d sums, but was %d longs".formatted(TERMS, TERMS - 1)),
        arguments(
            rows(-1, 2), "row of field 'counts' of a total must be ascending below 5, but was -1"),
        arguments(
            rows(3, 3), "row of field 'counts' of a total must be ascending below 5, but was 3"),
        arguments(
            rows(3, 2), "row of field 'counts' of a total must be ascending below 5, but was 2"),
        arguments(
            rows(2, 5), "row of field 'counts' of a total must be ascending below 5, but was 5"),
        arguments(
            changed(
                p -> {
                  p.sums()[1] = new long[3];
                  return p;
                }),
            "sums of field 'counts' of a total must be 4, but was 3"),
        arguments(
            changed(
                p -> {
                  p.rows()[0] = new int[] {0};
                  return p;
                }),
            "rows of field 'weights' of a total must be 0, but was 1"),
        arguments(
            dense(0, 7), "sums of field 'weights' of a total must be within 6, but was 7 from 0"),
        arguments(
            dense(4, 3), "sums of field 'weights' of a total must be within 6, but was 3 from 4"),
        arguments(
            dense(-1, 3), "sums of field 'weights' of a total must be within 6, but was 3 from -1"),
        arguments(
            dense(Integer.MAX_VALUE, 3),
            "sums of field 'weights' of a total must be within 6, but was 3 from 2147483647"),
        arguments(
            peak(1, -1), "peak of field 'counts' of a total must be from 0 to 2^40, but was -1"),
        arguments(
            peak(0, (1L << 40) + 1),
            "peak of field 'weights' of a total must be from 0 to 2^40, but was 1099511627777"),
        arguments(
            term(2, -2),
            "terms of a total must be %d sums, but was %d longs".formatted(TERMS, TERMS)),
        arguments(
            term(TERMS - 1, 1),
            "terms of a total must be %d sums, but was %d longs".formatted(TERMS, TERMS)),
        arguments(
            term(0, 18),
            "terms of a total must be %d sums, but was %d longs".formatted(TERMS, TERMS)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aMalformedTotalIsRefused(PackedTotal malformed, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> TOTAL.check(malformed)).getMessage());
  }

  @Test
  void whatIsTakenCanBeAdded() {
    for (PackedTotal taken :
        new PackedTotal[] {
          good(), rows(), rows(0), rows(0, 1, 2, 3, 4), dense(0, 6), dense(6, 0)
        }) {
      assertDoesNotThrow(() -> TOTAL.check(taken));
      assertDoesNotThrow(() -> TOTAL.add(taken));
    }
    assertDoesNotThrow(() -> TOTAL.check(peak(0, 1L << 40)));
    assertDoesNotThrow(() -> TOTAL.check(TOTAL.packed()));
  }
}
