package org.sparksvi.autodiff;

import java.util.Arrays;

/** The operations of a {@link Graph} on single elements, and with one row or one column. */
abstract class ElementOperations {
  /** Adds a node; it is differentiated if one of its inputs is. */
  abstract Node result(int rows, int columns, Operation operation, Node... inputs);

  /** Adds a node with the values of another. */
  abstract Node alias(Node of, boolean differentiated, Operation operation, Node... inputs);

  static void require(boolean fits, String operation, String sizes, Object... operands) {
    if (!fits) {
      throw new IllegalArgumentException(
          "%s needs sizes %s, but was given %s"
              .formatted(operation, sizes, String.join(" and ", texts(operands))));
    }
  }

  private static String[] texts(Object[] operands) {
    return Arrays.stream(operands).map(String::valueOf).toArray(String[]::new);
  }

  static boolean same(Node a, Node b) {
    return a.rows() == b.rows() && a.columns() == b.columns();
  }

  private Node applied(Function function, Node x) {
    return result(x.rows(), x.columns(), new Elements.Applied(function, x), x);
  }

  /** {@code a + b}, of the same size. */
  public final Node add(Node a, Node b) {
    require(same(a, b), "add", "n x m and n x m", a, b);
    return result(a.rows(), a.columns(), new Elements.Sum(a, b, 1), a, b);
  }

  /** {@code a − b}, of the same size. */
  public final Node subtract(Node a, Node b) {
    require(same(a, b), "subtract", "n x m and n x m", a, b);
    return result(a.rows(), a.columns(), new Elements.Sum(a, b, -1), a, b);
  }

  /** {@code a · b} element by element, of the same size. */
  public final Node times(Node a, Node b) {
    require(same(a, b), "times", "n x m and n x m", a, b);
    return result(a.rows(), a.columns(), new Elements.Times(a, b), a, b);
  }

  /** {@code a / b} element by element, of the same size. */
  public final Node divide(Node a, Node b) {
    require(same(a, b), "divide", "n x m and n x m", a, b);
    return result(a.rows(), a.columns(), new Choices.Quotient(a, b), a, b);
  }

  /** {@code a^exponent}, of positive numbers where the exponent is not whole. */
  public final Node pow(Node a, double exponent) {
    return result(a.rows(), a.columns(), new Choices.Power(exponent, a), a);
  }

  /** The larger of a and b, element by element; where equal, the derivative is that of a. */
  public final Node max(Node a, Node b) {
    require(same(a, b), "max", "n x m and n x m", a, b);
    return extreme(true, a, b);
  }

  /** The smaller of a and b, element by element; where equal, the derivative is that of a. */
  public final Node min(Node a, Node b) {
    require(same(a, b), "min", "n x m and n x m", a, b);
    return extreme(false, a, b);
  }

  private Node extreme(boolean larger, Node a, Node b) {
    Matrix taken = a.arithmetic().matrix(a.rows(), a.columns());
    return result(a.rows(), a.columns(), new Choices.Extreme(larger, a, b, taken), a, b);
  }

  /**
   * Elements of a where the mask is not 0, and of b elsewhere, of the same size. No derivative
   * passes to what is not taken; but an operation before it whose own derivative is infinite there,
   * such as the logarithm at 0, makes it not a number: select its argument too.
   */
  public final Node select(Node mask, Node a, Node b) {
    require(same(a, mask) && same(a, b), "select", "n x m and n x m and n x m", mask, a, b);
    if (mask.differentiated()) {
      throw new IllegalArgumentException("the mask of select must be data, but is differentiated");
    }
    return result(a.rows(), a.columns(), new Choices.Selection(mask, a, b), mask, a, b);
  }

  /**
   * Dropout: {@code a} times a mask of data, which the caller sets to 0 where an element is dropped
   * and to 1/p where it is kept, p the probability of that.
   */
  public final Node dropout(Node a, Leaf mask) {
    require(same(a, mask), "dropout", "n x m and n x m", a, mask);
    if (mask.differentiated()) {
      throw new IllegalArgumentException("the mask of dropout must be data, but is a variable");
    }
    return times(a, mask);
  }

  /** {@code a} plus a row of 1 x m, to each row. */
  public final Node plusRow(Node a, Node row) {
    requireRow("plusRow", a, row);
    return result(a.rows(), a.columns(), new Broadcasts.PlusRow(a, row), a, row);
  }

  /** {@code a} times a row of 1 x m, each row element by element. */
  public final Node timesRow(Node a, Node row) {
    requireRow("timesRow", a, row);
    return result(a.rows(), a.columns(), new Broadcasts.TimesRow(a, row), a, row);
  }

  private static void requireRow(String operation, Node a, Node row) {
    require(row.rows() == 1 && row.columns() == a.columns(), operation, "n x m and 1 x m", a, row);
  }

  /** {@code a} plus a column of n x 1, to each column. */
  public final Node plusColumn(Node a, Node column) {
    requireColumn("plusColumn", a, column);
    return result(a.rows(), a.columns(), new Broadcasts.PlusColumn(a, column), a, column);
  }

  /** {@code a} times a column of n x 1: row r times its element r. */
  public final Node timesColumn(Node a, Node column) {
    requireColumn("timesColumn", a, column);
    return result(a.rows(), a.columns(), new Broadcasts.TimesColumn(a, column), a, column);
  }

  private static void requireColumn(String operation, Node a, Node column) {
    require(
        column.columns() == 1 && column.rows() == a.rows(),
        operation,
        "n x m and n x 1",
        a,
        column);
  }

  /** {@code a · factor}. */
  public final Node scale(Node a, double factor) {
    return result(a.rows(), a.columns(), new Elements.Line(factor, 0, a), a);
  }

  /** {@code a + number}. */
  public final Node plus(Node a, double number) {
    return result(a.rows(), a.columns(), new Elements.Line(1, number, a), a);
  }

  /** Elements below low become low, those above high become high; there the derivative is 0. */
  public final Node clamp(Node a, double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clamp needs low <= high, but was given %s and %s".formatted(low, high));
    }
    return result(a.rows(), a.columns(), new Elements.Clamp(low, high, a), a);
  }

  public final Node tanh(Node a) {
    return applied(Function.TANH, a);
  }

  /** {@code 1 / (1 + exp(−a))}. */
  public final Node sigmoid(Node a) {
    return applied(Function.SIGMOID, a);
  }

  /** {@code max(a, 0)}; the derivative at 0 is 0. */
  public final Node relu(Node a) {
    return applied(Function.RELU, a);
  }

  /** {@code a} where positive, {@code exp(a) − 1} elsewhere. */
  public final Node elu(Node a) {
    return applied(Function.ELU, a);
  }

  /** {@code log(1 + exp(a))}. */
  public final Node softplus(Node a) {
    return applied(Function.SOFTPLUS, a);
  }

  /** {@code −log(1 + exp(−a))}. */
  public final Node logSigmoid(Node a) {
    return applied(Function.LOG_SIGMOID, a);
  }

  /** The exponential; in single precision 0 below −88 and that of 88 above. */
  public final Node exp(Node a) {
    return applied(Function.EXP, a);
  }

  /**
   * The natural logarithm of positive numbers; in single precision what is below 2<sup>−126</sup>
   * is taken as that.
   */
  public final Node log(Node a) {
    return applied(Function.LOG, a);
  }

  /** {@code exp(a) − 1}, exact near 0. */
  public final Node expm1(Node a) {
    return applied(Function.EXPM1, a);
  }

  /** {@code log(1 + a)}, exact near 0. */
  public final Node log1p(Node a) {
    return applied(Function.LOG1P, a);
  }

  public final Node sin(Node a) {
    return applied(Function.SIN, a);
  }

  public final Node cos(Node a) {
    return applied(Function.COS, a);
  }

  /** {@code |a|}; the derivative at 0 is 0. */
  public final Node abs(Node a) {
    return applied(Function.ABS, a);
  }

  /** {@code log Φ(a)}, Φ the standard normal's cumulative distribution, far into its tails. */
  public final Node logNormalCdf(Node a) {
    return applied(Function.LOG_NORMAL_CDF, a);
  }

  public final Node square(Node a) {
    return applied(Function.SQUARE, a);
  }

  public final Node sqrt(Node a) {
    return applied(Function.SQRT, a);
  }

  /** {@code 1 / a}. */
  public final Node reciprocal(Node a) {
    return applied(Function.RECIPROCAL, a);
  }

  /** log Γ of positive numbers, not a number for others. */
  public final Node lgamma(Node a) {
    return applied(Function.LOG_GAMMA, a);
  }

  /** The derivative of log Γ of positive numbers, not a number for others. */
  public final Node digamma(Node a) {
    return applied(Function.DIGAMMA, a);
  }

  /** The values of {@code a}, through which no derivative passes. */
  public final Node detach(Node a) {
    return alias(a, false, Operation.NONE, a);
  }

  /**
   * The values of {@code a}; the derivative that passes through is multiplied, row by row, by a
   * column of n x 1, which itself gets none. The column is read in the backward pass: a leaf may be
   * set between the passes.
   */
  public final Node timesDerivative(Node a, Node column) {
    requireColumn("timesDerivative", a, column);
    return alias(a, a.differentiated(), new Elements.TimesDerivative(a, column), a, column);
  }
}
