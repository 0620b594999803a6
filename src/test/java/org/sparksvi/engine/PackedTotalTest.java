package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Resolution;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.laws.Bits;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;

/** A total cut into parts is the sum of the parts, in any order. */
class PackedTotalTest {

  /** Some dense and some row-sparse fields. */
  @Provide
  Arbitrary<Layout> layouts() {
    Arbitrary<Field> field =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.integers().between(1, 30),
                Arbitraries.integers().between(1, 12))
            .as(
                (sparse, rows, columns) ->
                    sparse
                        ? Field.mixedRows("?", rows, columns)
                        : Field.mixed("?", rows, columns)
                            .resolving(Resolution.values()[(rows + columns) % 3]));
    return field.list().ofMinSize(1).ofMaxSize(5).map(PackedTotalTest::named);
  }

  private static Layout named(List<Field> fields) {
    Field[] named = new Field[fields.size()];
    for (int f = 0; f < named.length; f++) {
      named[f] = fields.get(f).named("f" + f);
    }
    return Layout.of(named);
  }

  private static Quanta quanta(Layout layout) {
    int[] exponents = new int[layout.quanta()];
    Arrays.fill(exponents, -30);
    return Quanta.of(exponents);
  }

  /** A total in which row-sparse fields have any number of touched rows, also none. */
  private static ExactTotal total(Layout layout, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Contribution contribution = new Contribution(layout);
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      if (field.rowSparse()) {
        TouchedRows rows = contribution.statistics().rows(f);
        double touched = random.nextDouble() - 0.2;
        for (int row = 0; row < field.rows(); row++) {
          if (random.nextDouble() < touched) {
            int at = rows.touch(row);
            rows.values()[at + random.nextInt(field.columns())] = random.nextDouble() - 0.5;
          }
        }
      } else {
        Arrays.setAll(contribution.statistics().values(f), i -> random.nextDouble() - 0.5);
      }
    }
    contribution.add(Term.ROWS, random.nextInt(100));
    contribution.add(Term.LOCAL_KL, random.nextDouble());
    ExactTotal total = new ExactTotal(layout, quanta(layout));
    if (random.nextInt(10) > 0) {
      total.add(contribution);
    }
    return total;
  }

  @Property(tries = 500)
  void partsAddUpToTheWhole(
      @ForAll("layouts") Layout layout,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 100) int most) {
    ExactTotal whole = total(layout, seed);
    List<PackedTotal> parts = new ArrayList<>(whole.packed().cut(most));
    parts.forEach(part -> assertWithin(layout, most, part));
    Collections.shuffle(parts, new Random(seed));

    ExactTotal sum = new ExactTotal(layout, quanta(layout));
    for (PackedTotal part : parts) {
      sum.check(part);
      sum.add(part);
    }

    assertArrayEquals(Bits.of(whole.read()), Bits.of(sum.read()));
    assertArrayEquals(whole.packed().peaks(), sum.packed().peaks());
    assertArrayEquals(whole.packed().terms(), sum.packed().terms());
  }

  /** So many accumulators at most, or one row. */
  private static void assertWithin(Layout layout, int most, PackedTotal part) {
    int size = 0;
    int rows = 0;
    for (int f = 0; f < layout.count(); f++) {
      size += part.sums()[f].length;
      rows += layout.field(f).rowSparse() ? part.rows()[f].length : part.sums()[f].length;
    }
    assertTrue(size <= most || rows == 1, size + " accumulators in a part of at most " + most);
  }

  @Property(tries = 100)
  void partsAreFilled(@ForAll @IntRange(min = 1, max = 50) int most) {
    Layout dense = Layout.of(Field.mixed("dense", 10, 10));

    List<PackedTotal> parts = total(dense, 7).packed().cut(most);

    assertEquals((100 + most - 1) / most, parts.size());
  }

  @Property(tries = 20)
  void whatIsSmallEnoughIsNotCopied(@ForAll("layouts") Layout layout, @ForAll long seed) {
    PackedTotal whole = total(layout, seed).packed();

    assertSame(whole, whole.cut(2000).get(0));
  }
}
