package org.sparksvi.autodiff;

/** The operations of a {@link Graph} on whole rows, columns and matrices. */
abstract class Operations extends ElementOperations {

  /** {@code x weights + bias}: (n x d) (d x h) plus 1 x h to each row. */
  public final Node affine(Node x, Node weights, Node bias) {
    require(
        x.columns() == weights.rows() && bias.rows() == 1 && bias.columns() == weights.columns(),
        "affine",
        "n x d, d x h and 1 x h",
        x,
        weights,
        bias);
    Operation product = new Products.Dense(x, weights);
    return result(
        x.rows(), weights.columns(), new Products.Affine(product, bias), x, weights, bias);
  }

  /** {@code x weights + bias}: (n x d) (d x h) plus 1 x h to each row. */
  public final Node affine(SparseLeaf x, Node weights, Node bias) {
    require(
        x.columns() == weights.rows() && bias.rows() == 1 && bias.columns() == weights.columns(),
        "affine",
        "n x d, d x h and 1 x h",
        x,
        weights,
        bias);
    Operation product = new Products.Sparse(x, weights);
    return result(x.rows(), weights.columns(), new Products.Affine(product, bias), weights, bias);
  }

  /** The product of matrices, (n x d) (d x h). */
  public final Node multiply(Node a, Node b) {
    require(a.columns() == b.rows(), "multiply", "n x d and d x h", a, b);
    return result(a.rows(), b.columns(), new Products.Dense(a, b), a, b);
  }

  /** The product of matrices, (n x d) (d x h). */
  public final Node multiply(SparseLeaf a, Node b) {
    require(a.columns() == b.rows(), "multiply", "n x d and d x h", a, b);
    return result(a.rows(), b.columns(), new Products.Sparse(a, b), b);
  }

  /** The inner products of the rows of two matrices of the same size, n x 1. */
  public final Node rowDots(Node a, Node b) {
    require(same(a, b), "rowDots", "n x m and n x m", a, b);
    return result(a.rows(), 1, new Products.RowDots(a, b), a, b);
  }

  /** The inner products of the rows of two matrices of the same size, n x 1. */
  public final Node rowDots(SparseLeaf a, Node b) {
    require(a.rows() == b.rows() && a.columns() == b.columns(), "rowDots", "n x m and n x m", a, b);
    return result(a.rows(), 1, new Products.SparseRowDots(a, b), b);
  }

  /** The sum of each row, n x 1. */
  public final Node rowSums(Node a) {
    return result(a.rows(), 1, new Sums.Rows(a), a);
  }

  /** The sum of each column, 1 x m. */
  public final Node columnSums(Node a) {
    return result(1, a.columns(), new Sums.Columns(a), a);
  }

  /** The sum of all elements, 1 x 1. */
  public final Node sum(Node a) {
    return result(1, 1, new Sums.All(a), a);
  }

  /** {@code log Σ_c exp a[r, c]} of each row, n x 1. */
  public final Node logSumExpRows(Node a) {
    return result(a.rows(), 1, new Sums.LogSumExp(a), a);
  }

  /** {@code a[r, c] − log Σ_j exp a[r, j]}: the exponentials of each row sum to 1. */
  public final Node logSoftmax(Node a) {
    return result(a.rows(), a.columns(), new Sums.LogSoftmax(a), a);
  }

  /** The columns from {@code from} to, without it, {@code to}. */
  public final Node columns(Node a, int from, int to) {
    if (from < 0 || from >= to || to > a.columns()) {
      throw new IllegalArgumentException(
          "columns %d to %d cannot be taken from %s".formatted(from, to, a));
    }
    return result(a.rows(), to - from, new Reshaping.Columns(a, from), a);
  }

  /** The columns of a, then those of b; both have n rows. */
  public final Node concatenate(Node a, Node b) {
    require(a.rows() == b.rows(), "concatenate", "n x m and n x k", a, b);
    return result(a.rows(), a.columns() + b.columns(), new Reshaping.Concatenation(a, b), a, b);
  }

  /** Each row {@code times} times, consecutively: (times · n) x m. */
  public final Node repeatRows(Node a, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("rows must be repeated at least once, but was " + times);
    }
    return result(a.rows() * times, a.columns(), new Reshaping.RepeatedRows(a, times), a);
  }

  /** The same elements, row-major, in rows of another length. */
  public final Node reshape(Node a, int rows, int columns) {
    if ((long) rows * columns != a.value().size()) {
      throw new IllegalArgumentException(
          "%s cannot become %d x %d: the numbers of elements differ".formatted(a, rows, columns));
    }
    return result(rows, columns, new Reshaping.Reshaped(a), a);
  }
}
