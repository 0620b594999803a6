package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Special functions against mpmath (special-functions.py) and against their own identities. */
class SpecialFunctionsTest {
  /** Eight roundings, relative to the larger of 1 and the value. */
  private static final double ABSOLUTE = 8 * 0x1p-53;

  /** The same relative to the value alone, for functions that keep it near their zeros. */
  private static final double RELATIVE = 8 * 0x1p-53;

  /** Identities evaluate a function twice and round their terms. */
  private static final double IDENTITY = 2e-15;

  @ParameterizedTest
  @CsvFileSource(resources = "special-functions.csv", useHeadersInDisplayName = true)
  void everyFunctionIsWithinRoundingOfMpmath(String function, double x, BigDecimal expected) {
    double actual = named(function).applyAsDouble(x);

    double size = expected.abs().doubleValue();
    double error = new BigDecimal(actual).subtract(expected).abs().doubleValue();
    double allowed =
        switch (function) {
          case "digamma" -> ABSOLUTE * Math.max(1, size);
          // the argument's own rounding moves the value by this much
          case "inverseDigamma" -> RELATIVE * Math.max(1, x) * size;
          default -> RELATIVE * size;
        };
    assertTrue(
        error <= allowed,
        () -> function + "(" + x + ") is " + actual + ", mpmath says " + expected);
  }

  private static DoubleUnaryOperator named(String function) {
    return switch (function) {
      case "digamma" -> SpecialFunctions::digamma;
      case "trigamma" -> SpecialFunctions::trigamma;
      case "logGamma" -> SpecialFunctions::logGamma;
      case "inverseDigamma" -> SpecialFunctions::inverseDigamma;
      default -> throw new AssertionError(function);
    };
  }

  @Property
  void digammaKeepsItsRecurrence(@ForAll @DoubleRange(min = -7, max = 14) double logX) {
    double x = Math.exp(logX);
    double next = SpecialFunctions.digamma(x + 1);

    assertEquals(next, SpecialFunctions.digamma(x) + 1 / x, IDENTITY * Math.max(next, 2 / x + 1));
  }

  @Property
  void trigammaKeepsItsRecurrence(@ForAll @DoubleRange(min = -7, max = 14) double logX) {
    double x = Math.exp(logX);
    double value = SpecialFunctions.trigamma(x);

    assertEquals(value, SpecialFunctions.trigamma(x + 1) + 1 / (x * x), IDENTITY * value);
  }

  @Property
  void logGammaKeepsItsRecurrence(@ForAll @DoubleRange(min = -7, max = 14) double logX) {
    double x = Math.exp(logX);
    double next = SpecialFunctions.logGamma(x + 1);
    double log = Math.log(x);

    double size = Math.abs(next) + Math.abs(log) + 1;
    assertEquals(next, SpecialFunctions.logGamma(x) + log, IDENTITY * size);
  }

  @Property
  void digammaRises(
      @ForAll @DoubleRange(min = -18, max = 18) double logX,
      @ForAll @DoubleRange(min = -13, max = 2) double logBy) {
    double x = Math.exp(logX);
    double by = Math.exp(logBy);
    assertTrue(SpecialFunctions.digamma(x * (1 + by)) > SpecialFunctions.digamma(x));
  }

  @Property
  void trigammaFalls(
      @ForAll @DoubleRange(min = -18, max = 18) double logX,
      @ForAll @DoubleRange(min = -13, max = 2) double logBy) {
    double x = Math.exp(logX);
    double by = Math.exp(logBy);
    assertTrue(SpecialFunctions.trigamma(x * (1 + by)) < SpecialFunctions.trigamma(x));
  }

  @Property
  void inverseDigammaUndoesDigamma(@ForAll @DoubleRange(min = -20, max = 20) double logX) {
    double x = Math.exp(logX);
    double back = SpecialFunctions.inverseDigamma(SpecialFunctions.digamma(x));

    // the rounding of ψ(x), carried back by the slope
    double slope = SpecialFunctions.trigamma(x);
    double rounding = IDENTITY * Math.max(1, Math.abs(SpecialFunctions.digamma(x)));
    assertEquals(x, back, rounding / slope + IDENTITY * x);
  }

  @ParameterizedTest
  @ValueSource(strings = {"digamma", "trigamma", "logGamma"})
  void argumentsOutsideTheDomainAreRefusedByName(String function) {
    for (double x : new double[] {0, -0.0, -1.5, Double.NEGATIVE_INFINITY}) {
      Exception refusal =
          assertThrows(IllegalArgumentException.class, () -> named(function).applyAsDouble(x));
      assertEquals(
          "the argument of " + function + " must be positive, but was " + x, refusal.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"digamma", "trigamma", "logGamma", "inverseDigamma"})
  void notANumberStaysNotANumber(String function) {
    assertEquals(Double.NaN, named(function).applyAsDouble(Double.NaN));
  }

  @Test
  void limitsAreReached() {
    double infinity = Double.POSITIVE_INFINITY;

    assertEquals(infinity, SpecialFunctions.digamma(infinity));
    assertEquals(0.0, SpecialFunctions.trigamma(infinity));
    assertEquals(infinity, SpecialFunctions.logGamma(infinity));
    assertEquals(infinity, SpecialFunctions.inverseDigamma(infinity));
    assertEquals(0.0, SpecialFunctions.inverseDigamma(-infinity), 0);
    assertEquals(-infinity, SpecialFunctions.digamma(Double.MIN_VALUE));
    assertEquals(infinity, SpecialFunctions.trigamma(Double.MIN_VALUE));
    assertEquals(744.4400719213812, SpecialFunctions.logGamma(Double.MIN_VALUE), 1e-12);
  }
}
