package org.sparksvi.models.joint;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * A value or a plain number, with arithmetic. What numbers alone make is computed once, when the
 * graph is built.
 */
final class Given {
  private final Value value; // null where it is a number
  private final double number;

  private Given(Value value, double number) {
    this.value = value;
    this.number = number;
  }

  static Given of(Value value) {
    return new Given(value, Double.NaN);
  }

  static Given of(double number) {
    return new Given(null, number);
  }

  /**
   * Refuses numbers that are not positive; values can be anything until they are known.
   *
   * @param what names it in the error: "the rate of a gamma density"
   */
  Given positive(String what) {
    if (value == null && !(number > 0 && number < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be positive and finite, but is %s".formatted(what, number));
    }
    return this;
  }

  /** Refuses numbers that are not finite. */
  Given finite(String what) {
    if (value == null && !(Math.abs(number) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s must be finite, but is %s".formatted(what, number));
    }
    return this;
  }

  /** Refuses numbers outside of 0 to 1. */
  Given share(String what) {
    if (value == null && !(number >= 0 && number <= 1)) {
      throw new IllegalArgumentException(
          "%s must be from 0 to 1, but is %s".formatted(what, number));
    }
    return this;
  }

  /**
   * The value.
   *
   * @param like whose graph a number is put into
   */
  Value in(Value like) {
    return value == null ? like.constant(number) : value;
  }

  /** The number for a row, at the parameters of the last evaluation. */
  double get(int row) {
    return get(row, 0);
  }

  /** The number for a row and a column, at the parameters of the last evaluation. */
  double get(int row, int column) {
    return value == null
        ? number
        : value.node().get(value.rows() == 1 ? 0 : row, value.columns() == 1 ? 0 : column);
  }

  Given plus(Given other) {
    if (value == null) {
      return other.plus(number);
    }
    return other.value == null ? plus(other.number) : of(value.plus(other.value));
  }

  Given plus(double other) {
    return value == null ? of(number + other) : of(value.plus(other));
  }

  Given minus(Given other) {
    if (value == null) {
      return other.times(-1).plus(number);
    }
    return other.value == null ? plus(-other.number) : of(value.minus(other.value));
  }

  Given minus(double other) {
    return plus(-other);
  }

  Given times(Given other) {
    if (value == null) {
      return other.times(number);
    }
    return other.value == null ? times(other.number) : of(value.times(other.value));
  }

  Given times(double other) {
    return value == null ? of(number * other) : of(value.times(other));
  }

  Given over(Given other) {
    if (other.value == null) {
      return value == null ? of(number / other.number) : of(value.over(other.number));
    }
    return value == null ? of(other.value.reciprocal().times(number)) : of(value.over(other.value));
  }

  private Given apply(UnaryOperator<Value> ofValue, DoubleUnaryOperator ofNumber) {
    return value == null ? of(ofNumber.applyAsDouble(number)) : of(ofValue.apply(value));
  }

  Given exp() {
    return apply(Value::exp, StrictMath::exp);
  }

  Given log() {
    return apply(Value::log, StrictMath::log);
  }

  Given log1p() {
    return apply(Value::log1p, StrictMath::log1p);
  }

  Given square() {
    return apply(Value::square, x -> x * x);
  }

  Given abs() {
    return apply(Value::abs, Math::abs);
  }

  Given softplus() {
    return apply(
        Value::softplus, x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
  }

  Given logGamma() {
    return apply(Value::logGamma, SpecialFunctions::logGamma);
  }

  @Override
  public String toString() {
    return value == null ? String.valueOf(number) : "a value of " + value.node();
  }
}
