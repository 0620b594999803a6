package org.sparksvi.models.joint;

/** The parameters that a {@link Scope} can declare, each with a prior of its own. */
abstract class Declarations {
  /** Declares a parameter: its value, on which the prior is. */
  abstract Value parameter(String name, int length, Constraint constraint, Density prior);

  /** Names a quantity that is to be reported with the parameters. */
  public abstract Value keep(String name, Value quantity);

  /** A number of any sign, 1 × 1. */
  public final Value real(String name, Density prior) {
    return real(name, 1, prior);
  }

  /** Numbers of any sign, 1 × length. */
  public final Value real(String name, int length, Density prior) {
    return parameter(name, length, Constraint.REAL, prior);
  }

  /** Numbers of any sign, rows × columns. */
  public final Value real(String name, int rows, int columns, Density prior) {
    return parameter(name, rows * columns, Constraint.matrix(rows, columns), prior);
  }

  /** A positive number, 1 × 1. */
  public final Value positive(String name, Density prior) {
    return positive(name, 1, prior);
  }

  /** Positive numbers, 1 × length. */
  public final Value positive(String name, int length, Density prior) {
    return parameter(name, length, Constraint.POSITIVE, prior);
  }

  /** A number between two others. */
  public final Value between(String name, double low, double high, Density prior) {
    return between(name, 1, low, high, prior);
  }

  /** Numbers between two others, 1 × length. */
  public final Value between(String name, int length, double low, double high, Density prior) {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "the bounds of parameter '%s' must ascend, but are %s and %s".formatted(name, low, high));
    }
    return parameter(name, length, Constraint.between(Given.of(low), Given.of(high)), prior);
  }

  /** A number between bounds that other parameters decide, 1 × 1 each. */
  public final Value between(String name, Value low, Value high, Density prior) {
    return parameter(name, 1, Constraint.between(Given.of(low), Given.of(high)), prior);
  }

  /** Numbers above a bound, 1 × length. */
  public final Value lowerBound(String name, int length, double low, Density prior) {
    return parameter(name, length, Constraint.above(Given.of(low)), prior);
  }

  /** A number above a bound. */
  public final Value lowerBound(String name, double low, Density prior) {
    return lowerBound(name, 1, low, prior);
  }

  /** A number above a bound that other parameters decide. */
  public final Value lowerBound(String name, Value low, Density prior) {
    return parameter(name, 1, Constraint.above(Given.of(low)), prior);
  }

  /** Numbers below a bound, 1 × length. */
  public final Value upperBound(String name, int length, double high, Density prior) {
    return parameter(name, length, Constraint.below(Given.of(high)), prior);
  }

  /** A number below a bound. */
  public final Value upperBound(String name, double high, Density prior) {
    return upperBound(name, 1, high, prior);
  }

  /** A number below a bound that other parameters decide. */
  public final Value upperBound(String name, Value high, Density prior) {
    return parameter(name, 1, Constraint.below(Given.of(high)), prior);
  }

  /** Shares that add up to 1, 1 × length. */
  public final Value simplex(String name, int length, Density prior) {
    requireTwo(name, length);
    return parameter(name, length, Constraint.SIMPLEX, prior);
  }

  /** Ascending numbers, 1 × length; the prior is that of each number. */
  public final Value ordered(String name, int length, Density prior) {
    return parameter(name, length, Constraint.ORDERED, prior);
  }

  /** Positive and ascending numbers, 1 × length; the prior is that of each number. */
  public final Value positiveOrdered(String name, int length, Density prior) {
    return parameter(name, length, Constraint.POSITIVE_ORDERED, prior);
  }

  /**
   * The Cholesky factor of a correlation matrix, size × size, under {@link Densities#lkj}.
   *
   * @param concentration 1 for uniform correlations, more where they should be weak
   */
  public final Value correlation(String name, int size, double concentration) {
    requireTwo(name, size);
    return parameter(name, size * size, Constraint.correlation(size), Densities.lkj(concentration));
  }

  /**
   * The Cholesky factor of a covariance matrix, size × size: scales, declared as name.scales, times
   * the factor of a correlation matrix, declared as name.correlation.
   *
   * @param scales prior of each standard deviation
   * @param concentration of {@link Densities#lkj}
   */
  public final Value covariance(String name, int size, Density scales, double concentration) {
    Value deviations = positive(name + ".scales", size, scales);
    Value factor = correlation(name + ".correlation", size, concentration);
    return keep(name, factor.times(deviations.transpose()));
  }

  /** Numbers drawn around a mean, 1 × length, declared by their standard normal errors. */
  public final Value around(String name, int length, Value mean, Value sd) {
    Value errors = real(name + ".error", length, Densities.normal(0, 1));
    return keep(name, errors.times(sd).plus(mean));
  }

  /**
   * Rows drawn around a mean row with a covariance, rows × K, declared by their standard normal
   * errors: varying intercepts and slopes of groups that know of each other.
   *
   * @param mean 1 × K, or rows × K
   * @param factor K × K, such as {@link #covariance} makes
   */
  public final Value aroundRows(String name, int rows, Value mean, Value factor) {
    Value errors = real(name + ".error", rows, factor.rows(), Densities.normal(0, 1));
    return keep(name, errors.dot(factor.transpose()).plus(mean));
  }

  private static void requireTwo(String name, int length) {
    if (length < 2) {
      throw new IllegalArgumentException(
          "the size of parameter '%s' must be at least 2, but is %d".formatted(name, length));
    }
  }
}
