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

  /** The rows from {@code from} to, without it, {@code to}. */
  public final Node rows(Node a, int from, int to) {
    if (from < 0 || from >= to || to > a.rows()) {
      throw new IllegalArgumentException(
          "rows %d to %d cannot be taken from %s".formatted(from, to, a));
    }
    return result(to - from, a.columns(), new Rearranging.Rows(a, from), a);
  }

  /** The rows of a, then those of b; both have m columns. */
  public final Node stack(Node a, Node b) {
    require(a.columns() == b.columns(), "stack", "n x m and k x m", a, b);
    return result(a.rows() + b.rows(), a.columns(), new Rearranging.Stacked(a, b), a, b);
  }

  /** Row r of the result is the row of a at the place of row r. */
  public final Node gather(Node a, IndexLeaf index) {
    require(a.rows() == index.size(), "gather", "n x m and places of n", a, index);
    return result(index.rows(), a.columns(), new Rearranging.Gathered(a, index), a);
  }

  /** Row r of the result is row {@code places[r]} of a. */
  public final Node gather(Node a, int[] places) {
    IndexLeaf index = new IndexLeaf(places.length, a.rows());
    index.set(places, 0);
    return gather(a, index);
  }

  public final Node transpose(Node a) {
    return result(a.columns(), a.rows(), new Rearranging.Transposed(a), a);
  }

  /** A number, a row of 1 x m or a column of n x 1, stretched to n x m. */
  public final Node broadcast(Node a, int rows, int columns) {
    boolean down = a.rows() == 1;
    boolean across = a.columns() == 1;
    if (!(down || a.rows() == rows) || !(across || a.columns() == columns)) {
      throw new IllegalArgumentException(
          "%s cannot be stretched to %d x %d".formatted(a, rows, columns));
    }
    if (a.rows() == rows && a.columns() == columns) {
      return a;
    }
    Operation operation =
        down && across
            ? new Rearranging.Filled(a)
            : down ? new Rearranging.FilledRows(a) : new Rearranging.FilledColumns(a);
    return result(rows, columns, operation, a);
  }

  /** The sums of each row's elements up to each column. */
  public final Node cumulativeSums(Node a) {
    return result(a.rows(), a.columns(), new Rearranging.CumulativeSums(a), a);
  }

  /**
   * The lower triangular L with {@code L Lᵀ = (a + aᵀ) / 2}, not a number where that is not
   * positive definite.
   */
  public final Node cholesky(Node a) {
    require(a.rows() == a.columns(), "cholesky", "n x n", a);
    return result(a.rows(), a.rows(), new Triangles.Factor(a), a);
  }

  /** {@code l⁻¹ b}, of which l's lower triangle is read: n x n and n x m. */
  public final Node solveLower(Node l, Node b) {
    require(l.rows() == l.columns() && b.rows() == l.rows(), "solveLower", "n x n and n x m", l, b);
    return result(b.rows(), b.columns(), new Triangles.Solved(l, b), l, b);
  }

  /** The diagonal of n x n, n x 1. */
  public final Node diagonal(Node a) {
    require(a.rows() == a.columns(), "diagonal", "n x n", a);
    return result(a.rows(), 1, new Triangles.Diagonal(a), a);
  }

  /** log |a| of a positive definite matrix, taken as {@link #cholesky} takes it, 1 x 1. */
  public final Node logDeterminant(Node a) {
    require(a.rows() == a.columns(), "logDeterminant", "n x n", a);
    return scale(sum(log(diagonal(cholesky(a)))), 2);
  }
}
