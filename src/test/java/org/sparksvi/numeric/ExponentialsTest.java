package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exponentials beside the Java library's, which are within one unit in the last place. */
class ExponentialsTest {
  /** Two units of ours and one of the other's; a smooth place in between, the division's, too. */
  private static final double UNITS = 4;

  private static void close(DoubleUnaryOperator ours, DoubleUnaryOperator other, double x) {
    double expected = other.applyAsDouble(x);
    double actual = ours.applyAsDouble(x);

    double off = Math.abs(actual - expected) / Math.ulp(expected);
    assertTrue(
        actual == expected || off <= UNITS,
        () -> x + ": " + actual + " is " + off + " units in the last place from " + expected);
  }

  @Property(tries = 20_000)
  void theyAreTheLibrarys(@ForAll @DoubleRange(min = -760, max = 760) double x) {
    all(x);
    all(x / 100);
    all(x * 1e-8);
  }

  private static void all(double x) {
    close(Exponentials::exp, StrictMath::exp, x);
    close(
        Exponentials::sigmoid,
        y -> y < 0 ? StrictMath.exp(y) / (1 + StrictMath.exp(y)) : 1 / (1 + StrictMath.exp(-y)),
        x);
    close(
        Exponentials::softplus,
        y -> Math.max(y, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(y))),
        x);
    close(
        Exponentials::logSigmoid,
        y -> Math.min(y, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(y))),
        x);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        709.782712893384,
        709.7827128933841,
        -708.4,
        -745.1332191019411,
        -745.1332191019412,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        0.34657359027997264,
        -0.34657359027997264,
        -0.8813735870195429
      })
  void endsAndSeamsAreTheLibrarysToo(double x) {
    all(x);
  }

  @Test
  void whatIsNoNumberStaysNone() {
    assertEquals(Double.NaN, Exponentials.exp(Double.NaN));
    assertEquals(Double.NaN, Exponentials.sigmoid(Double.NaN));
    assertEquals(Double.NaN, Exponentials.softplus(Double.NaN));
    assertEquals(Double.NaN, Exponentials.logSigmoid(Double.NaN));
  }
}
