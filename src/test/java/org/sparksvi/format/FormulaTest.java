package org.sparksvi.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    assertEquals(asSets(expected), asSets(formula.terms(COLUMNS, UnaryOperator.identity())));
    assertEquals(
        expected.stream().distinct().count(),
        formula.terms(COLUMNS, UnaryOperator.identity()).size());
  }

  @Test
  void lowerDegreesComeFirst() {
    assertEquals(
        List.of(List.of("b"), List.of("a"), List.of("b", "a"), List.of("c", "a")),
        Formula.parse("y ~ b * a + c:a").terms(COLUMNS, UnaryOperator.identity()));
  }

  @Test
  void powersHaveOneOrder() {
    assertEquals(
        List.of(
            List.of("a"),
            List.of("b"),
            List.of("c"),
            List.of("a", "b"),
            List.of("a", "c"),
            List.of("b", "c")),
        Formula.parse("y ~ (a + b + c)^2").terms(COLUMNS, UnaryOperator.identity()));
    assertEquals(
        List.of(
            List.of("a", "b", "c"),
            List.of("a", "b", "d"),
            List.of("a", "c", "d"),
            List.of("b", "c", "d")),
        Formula.parse("y ~ (a + b + c + d)^3").terms(COLUMNS, UnaryOperator.identity()).stream()
            .filter(term -> term.size() == 3)
            .toList());
  }

  /** A column has one name whatever its letters' case. */
  @Test
  void namesAreResolvedBeforeTheyAreMultiplied() {
    assertEquals(
        List.of(List.of("a"), List.of("a", "b")),
        Formula.parse("y ~ a + A + a:A + A:b")
            .terms(COLUMNS, name -> name.toLowerCase(Locale.ROOT)));
  }

  /** Texts may come from files of others. */
  @Test
  void largeTextsAreRefusedAtOnce() {
    String many = IntStream.range(0, 40).mapToObj(i -> "a" + i).collect(Collectors.joining(" + "));
    for (String text :
        List.of(
            "y ~ (" + many + ")^9",
            "y ~ " + many.replace("+", "*"),
            "y ~ " + "(".repeat(5000),
            "y ~ " + " ".repeat(1 << 20) + "a",
            "y ~ a" + " ".repeat(9000) + "%")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> assertThrows(IllegalArgumentException.class, () -> Formula.parse(text)));
    }
  }

  @Test
  void otherNamesAreInBackquotes() {
    Formula formula = Formula.parse("`my ~ y` ~ `mean radius`:a + `0`");

    assertEquals("my ~ y", formula.response());
    assertEquals(
        List.of(List.of("0"), List.of("mean radius", "a")),
        formula.terms(COLUMNS, UnaryOperator.identity()));
  }

  @Test
  void effectsOfGroupsAreApart() {
    Formula formula = Formula.parse("y ~ (1 + x | school) + a + (0 + z || school) + (a+b)^2");

    assertEquals(List.of("(1 + x | school)", "(0 + z || school)"), formula.random());
    assertEquals(
        List.of(List.of("a"), List.of("b"), List.of("a", "b")),
        formula.terms(COLUMNS, UnaryOperator.identity()));
    assertEquals(
        List.of(), Formula.parse("y ~ 1 + (1 | g)").terms(COLUMNS, UnaryOperator.identity()));
    assertEquals(List.of("(1|g)"), Formula.parse("y ~ (1|g)").random());
    assertEquals(List.of("(1 | my school)"), Formula.parse("y ~ a + (1 | `my school`)").random());
    assertEquals(List.of(), Formula.parse("y ~ `p(y|x)`").random());
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
        "y ~ (a - 1 + 1):b ! columns within parentheses and no intercept ! 1 + 1 ) : b",
        "y ~ (a - 1) ! columns within parentheses and no intercept ! 1 )",
        "y ~ (a + 0) + b ! columns within parentheses and no intercept ! 0 ) + b",
        "y ~ a (1 | g) + b ! no functions of columns ! a(",
        "y ~ a + (1 | g) b ! an end ! b",
        "y ~ a * (1 | g) ! columns within parentheses and no intercept ! 1 | g )",
        "y ~ (1 | `a+b`) ! names without signs in effects of groups ! `a+b`",
        "y ~ a^0 ! a power from 1 to 9 ! 0",
        "y ~ a ~ b ! names, + - : * ^ ( ) and . ! ~ b",
        "y ~ 2 * a ! a column ! 2 * a",
        "y ~ (1 | g / h | k) ! columns within parentheses and no intercept ! 1 | g / h | k )"
      })
  void otherTextsAreRefused(String text, String expected, String at) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Formula.parse(text)).getMessage();

    assertEquals(
        "be a formula such as y ~ a + b + a:b, with %s, but has '%s'".formatted(expected, at),
        message);
  }
}
