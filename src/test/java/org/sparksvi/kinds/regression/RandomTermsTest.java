package org.sparksvi.kinds.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.models.regression.RandomEffects;
import org.sparksvi.models.regression.RandomEffects.Term;

class RandomTermsTest {

  private static RandomTerms parsed(String text) {
    return RandomTerms.parse(text).orElseThrow();
  }

  @Test
  void termsAreThoseOfLme4() {
    Optional<String> school = Optional.of("school");
    assertEquals(new RandomTerms(List.of("1"), true, Optional.empty()), parsed("1"));
    assertEquals(new RandomTerms(List.of("1"), true, school), parsed("(1 | school)"));
    assertEquals(new RandomTerms(List.of("1", "x"), true, school), parsed("(1 + x | school)"));
    assertEquals(new RandomTerms(List.of("1", "x"), true, school), parsed("(x|school)"));
    assertEquals(new RandomTerms(List.of("1", "x"), false, school), parsed("(1 + x || school)"));
    assertEquals(new RandomTerms(List.of("x"), true, school), parsed("(0 + x | school)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(0 | school)",
        "(1 + | school)",
        "(x + x | g)",
        "1 | g | h",
        "(1 | g))",
        "(1 | g",
        "1 | "
      })
  void otherTextsAreNone(String text) {
    assertEquals(Optional.empty(), RandomTerms.parse(text));
  }

  @Test
  void aColumnIsInOneTerm() {
    assertEquals(Optional.empty(), RandomTerms.parse(List.of("(1 + x | g)", "(0 + x | g)")));
    assertEquals(Optional.empty(), RandomTerms.parse(List.of("(1 | g)", "(x | g)")));
    assertEquals(2, RandomTerms.parse(List.of("(1 | g)", "(0 + x | g)")).orElseThrow().size());
  }

  @Test
  void columnsAreFoundByName() {
    Vocabulary columns = Vocabulary.of(List.of("x", "y"), "columns");
    assertEquals(
        new Term(List.of(RandomEffects.INTERCEPT, 1), true), parsed("(1 + y | g)").over(columns));
    IllegalArgumentException missing =
        assertThrows(IllegalArgumentException.class, () -> parsed("(1 + z | g)").over(columns));
    assertEquals("model.random: 'z' must be one of the columns, x, y", missing.getMessage());
  }
}
