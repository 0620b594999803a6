package org.sparksvi.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.feature.RFormulaParser$;
import org.apache.spark.ml.feature.ResolvedRFormula;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

class FormulaTest {
  private static final List<String> COLUMNS = List.of("a", "b", "c", "d.e");

  private static Set<Set<String>> asSets(List<List<String>> terms) {
    return terms.stream().map(Set::copyOf).collect(Collectors.toSet());
  }

  /** Spark's own parser of formulas, which knows no backquotes and no effects of groups. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "y ~ a",
        "y ~ a + b + a:b",
        "y ~ a * b",
        "y~a*b*c",
        "y ~ a:b:c + d.e",
        "y ~ .",
        "y ~ . - a",
        "y ~ a - 1",
        "y ~ a + 0",
        "y ~ 0 + a - b",
        "y ~ a + b - a:b + 1",
        "y ~ (a + b + c)^2",
        "y ~ (a + b) * c - b:c",
        "y ~ (a + b):(c + d.e)",
        "y ~ (a + b)^3 - a",
        "y ~ a + a:a",
        "y ~ a:(b + c) + (b)",
        "y ~ . + a:b",
        "y ~ .:a",
        "y ~ .^2 - c",
        "y ~ a * b - b - 1"
      })
  void termsAreThoseThatSparkFinds(String text) {
    ResolvedRFormula theirs =
        RFormulaParser$.MODULE$
            .parse(text)
            .resolve(StructType.fromDDL("a double, b double, c double, `d.e` double, y double"));
    List<List<String>> expected =
        CollectionConverters.asJava(theirs.terms()).stream()
            .map(term -> List.copyOf(CollectionConverters.asJava(term)))
            .toList();

    Formula formula = Formula.parse(text);

    assertEquals(theirs.label(), formula.response());
    assertEquals(theirs.hasIntercept(), formula.intercept());
    assertEquals(asSets(expected), asSets(formula.terms(COLUMNS)));
    assertEquals(expected.stream().distinct().count(), formula.terms(COLUMNS).size());
  }

  @Test
  void lowerDegreesComeFirst() {
    assertEquals(
        List.of(List.of("b"), List.of("a"), List.of("b", "a"), List.of("c", "a")),
        Formula.parse("y ~ b * a + c:a").terms(COLUMNS));
  }

  @Test
  void otherNamesAreInBackquotes() {
    Formula formula = Formula.parse("`my ~ y` ~ `mean radius`:a + `0`");

    assertEquals("my ~ y", formula.response());
    assertEquals(List.of(List.of("0"), List.of("mean radius", "a")), formula.terms(COLUMNS));
  }

  @Test
  void effectsOfGroupsAreApart() {
    Formula formula = Formula.parse("y ~ (1 + x | school) + a + (0 + z || school) + (a+b)^2");

    assertEquals(List.of("(1 + x | school)", "(0 + z || school)"), formula.random());
    assertEquals(List.of(List.of("a"), List.of("b"), List.of("a", "b")), formula.terms(COLUMNS));
    assertEquals(List.of(), Formula.parse("y ~ 1 + (1 | g)").terms(COLUMNS));
    assertEquals(List.of("(1|g)"), Formula.parse("y ~ (1|g)").random());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a + b ! a response before ~ ! a + b",
        "log(y) ~ a ! a response before ~ ! log(y) ~ a",
        "y ~ log(a) ! no functions of columns ! log(",
        "y ~ a + ! a column ! its end",
        "y ~ a b ! an end ! b",
        "y ~ a % b ! names, + - : * ^ ( ) and . ! % b",
        "y ~ (a + b ! columns within parentheses and no intercept ! its end",
        "y ~ (a - 1 + 1):b ! columns within parentheses and no intercept ! : b",
        "y ~ a^0 ! a power from 1 to 9 ! 0",
        "y ~ a ~ b ! names, + - : * ^ ( ) and . ! ~ b",
        "y ~ 2 * a ! a column ! 2 * a",
        "y ~ (1 | g / h | k) ! names, + - : * ^ ( ) and . ! | g / h | k)"
      })
  void otherTextsAreRefused(String text, String expected, String at) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Formula.parse(text)).getMessage();

    assertEquals(
        "be a formula such as y ~ a + b + a:b, with %s, but has '%s'".formatted(expected, at),
        message);
  }
}
