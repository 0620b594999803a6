package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Categories as columns of 0 and 1. */
class CategoryTest {
  private static final NumberCells CELLS = NumberCells.of(List.of("?"), Map.of());
  private static final Category COLOUR =
      new Category("colour", List.of("green", "red"), Optional.of("blue"));

  private static double[] of(Category category, Object cell, boolean missing) throws Refused {
    double[] into = new double[category.size()];
    category.put(cell, CELLS, missing, into, 0);
    return into;
  }

  @Test
  void aLevelHasItsColumnAndTheReferenceNone() throws Refused {
    assertEquals(List.of("colour=green (not blue)", "colour=red (not blue)"), COLOUR.names());
    assertArrayEquals(new double[] {0, 1}, of(COLOUR, " red", false));
    assertArrayEquals(new double[] {0, 0}, of(COLOUR, "blue", false));
    assertArrayEquals(new double[] {Double.NaN, Double.NaN}, of(COLOUR, "?", true));
  }

  @Test
  void whatIsNotKnownIsRefused() {
    String unseen = assertThrows(Refused.class, () -> of(COLOUR, "purple", true)).getMessage();
    String missing = assertThrows(Refused.class, () -> of(COLOUR, null, false)).getMessage();

    assertEquals(
        "category 'colour' must be one of the 3 levels that are known, but is \"purple\"", unseen);
    assertEquals("category 'colour' must be given, but is missing", missing);
  }

  /** A number of a table and the text of it are one level. */
  @Test
  void numbersAndFlagsAreLevels() throws Refused {
    Category zone = new Category("zone", List.of("1", "true"), Optional.empty());

    assertArrayEquals(new double[] {1, 0}, of(zone, 1, false));
    assertArrayEquals(new double[] {1, 0}, of(zone, 1.0, false));
    assertArrayEquals(new double[] {1, 0}, of(zone, "1", false));
    assertArrayEquals(new double[] {0, 1}, of(zone, true, false));
  }

  /** Names bring back what they were made of, whatever the levels hold. */
  @Test
  void namesSayAll() throws Refused {
    Features made =
        Features.numbers(List.of("age", "a=b"))
            .and(
                List.of(
                    COLOUR,
                    new Category("a", List.of("=x", "(not y)", ""), Optional.empty()),
                    new Category("b", List.of("1"), Optional.of("2 )"))));

    Features again =
        Features.named(made.names(), List.of("a", "b", "a=b", "age", "colour", "unused"), false);

    assertEquals(made.names(), again.names());
    assertEquals(List.of("age", "a=b", "colour", "a", "b"), again.columns());
    assertArrayEquals(
        new double[] {40, 2, 0, 1, 1, 0, 0, 0},
        again.of(RowFactory.create("40", 2, "red", "=x", "2 )"), 8, CELLS, false));
  }

  @Test
  void someLevelsCannotBeNamed() {
    assertFalse(Category.canBegin("a=b"));
    assertTrue(Category.canBeNamed("New York (NY)"));
    assertFalse(Category.canBeNamed("a\nb"));
    assertFalse(Category.canBeNamed("red (not blue)"));
  }
}
