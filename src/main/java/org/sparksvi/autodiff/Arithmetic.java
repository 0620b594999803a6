package org.sparksvi.autodiff;

/**
 * What operations are made of, in one precision. Every method reads its arguments but the last,
 * which it overwrites; methods on single elements may have the same matrix for both.
 *
 * <p>Sizes fit: {@link Graph} has seen to it. Rows of a matrix are numbered r, columns c.
 */
interface Arithmetic {
  /** The precision and the linear algebra with its rounding. */
  String name();

  /** A matrix of zeros. */
  Matrix matrix(int rows, int columns);

  /** {@code out = a b}, each as it is or transposed. */
  void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix out);

  void apply(Function function, Matrix x, Matrix out);

  /** {@code out = d · f'(x)}, where {@code y = f(x)}. */
  void slope(Function function, Matrix x, Matrix y, Matrix d, Matrix out);

  void add(Matrix a, Matrix b, Matrix out);

  void subtract(Matrix a, Matrix b, Matrix out);

  void times(Matrix a, Matrix b, Matrix out);

  /** {@code out = a / b}. */
  void divide(Matrix a, Matrix b, Matrix out);

  /** {@code out = −d y / b}: the derivative by b of {@code y = a / b}. */
  void divisorSlope(Matrix d, Matrix y, Matrix b, Matrix out);

  /** {@code out = x^p}. */
  void power(double p, Matrix x, Matrix out);

  /** {@code out = d p x^(p−1)}. */
  void powerSlope(double p, Matrix x, Matrix d, Matrix out);

  /** The larger of a and b where {@code larger}, else the smaller. */
  void extreme(boolean larger, Matrix a, Matrix b, Matrix out);

  /** {@code out = 1} where {@code a >= b}, and 0 elsewhere. */
  void atLeast(Matrix a, Matrix b, Matrix out);

  /** {@code out = a} where mask is not 0, b elsewhere; null stands for zeros. */
  void select(Matrix mask, Matrix a, Matrix b, Matrix out);

  /** {@code out = scale · x + shift}. */
  void line(double scale, double shift, Matrix x, Matrix out);

  /** {@code out = min(max(x, low), high)}. */
  void clamp(double low, double high, Matrix x, Matrix out);

  /** {@code out = d} where x is from low to high, and 0 elsewhere. */
  void within(double low, double high, Matrix x, Matrix d, Matrix out);

  /** {@code out[r, c] = a[r, c] + row[c]}. */
  void plusRow(Matrix a, Matrix row, Matrix out);

  /** {@code out[r, c] = a[r, c] · row[c]}. */
  void timesRow(Matrix a, Matrix row, Matrix out);

  /** {@code out[r, c] = a[r, c] + column[r]}. */
  void plusColumn(Matrix a, Matrix column, Matrix out);

  /** {@code out[r, c] = a[r, c] · column[r]}. */
  void timesColumn(Matrix a, Matrix column, Matrix out);

  /** {@code out[r, c] = row[c]}. */
  void fillRows(Matrix row, Matrix out);

  /** {@code out[r, c] = column[r]}. */
  void fillColumns(Matrix column, Matrix out);

  /** {@code out[r] = Σ_c a[r, c]}. */
  void rowSums(Matrix a, Matrix out);

  /** {@code out[c] = Σ_r a[r, c]}. */
  void columnSums(Matrix a, Matrix out);

  /** The sum of all elements. */
  void sum(Matrix a, Matrix out);

  /** {@code out[r] = Σ_c a[r, c] b[r, c]}. */
  void rowDots(Matrix a, Matrix b, Matrix out);

  /** {@code out[c] = Σ_r a[r, c] b[r, c]}. */
  void columnDots(Matrix a, Matrix b, Matrix out);

  /** Row r of out is the sum of rows {@code r · group} to {@code (r + 1) · group − 1} of a. */
  void groupSums(int group, Matrix a, Matrix out);

  /** {@code out[r] = log Σ_c exp a[r, c]}. */
  void logSumExp(Matrix a, Matrix out);

  /** {@code out[r, c] = d[r] · exp(a[r, c] − y[r])}. */
  void logSumExpSlope(Matrix a, Matrix y, Matrix d, Matrix out);

  /** {@code out[r, c] = a[r, c] − log Σ_j exp a[r, j]}. */
  void logSoftmax(Matrix a, Matrix out);

  /** {@code out[r, c] = d[r, c] − exp(y[r, c]) Σ_j d[r, j]}. */
  void logSoftmaxSlope(Matrix y, Matrix d, Matrix out);

  /** {@code out = x b}. */
  void multiply(SparseLeaf x, Matrix b, Matrix out);

  /** {@code out = xᵀ d}. */
  void multiplyTransposed(SparseLeaf x, Matrix d, Matrix out);

  /** {@code out[r] = Σ_c x[r, c] a[r, c]}. */
  void rowDots(SparseLeaf x, Matrix a, Matrix out);

  /** {@code out[r, c] = x[r, c] · column[r]}. */
  void timesColumn(SparseLeaf x, Matrix column, Matrix out);

  /** {@code out[r, c] = a[index[r], c]}. */
  void gatherRows(int[] index, Matrix a, Matrix out);

  /** {@code out[k, c] = Σ d[r, c]} over the rows with {@code index[r] = k}. */
  void scatterRows(int[] index, Matrix d, Matrix out);

  /** {@code out[c, r] = a[r, c]}. */
  void transpose(Matrix a, Matrix out);

  /** {@code out[r, c] = Σ a[r, j]} over j up to c or, where {@code fromEnd}, from c on. */
  void cumulativeSums(boolean fromEnd, Matrix a, Matrix out);
}
