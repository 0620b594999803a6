package org.sparksvi.models.factor;

import java.util.Arrays;
import java.util.List;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Panel;
import org.sparksvi.numeric.SymmetricEigen;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * The axes of largest variance of a sample's rows, by subspace iteration with a few axes to spare.
 *
 * <pre>
 *   V ← orthonormal rows of V (S + ε I)        S = Σ w y yᵀ / Σ w,   y = (x − centre) / unit
 * </pre>
 *
 * <p>The last round turns V to the eigenvectors of V S Vᵀ (Rayleigh and Ritz). With no more than
 * the spare axes beside those asked for the result is exact after one round. A missing value counts
 * as the centre; ε keeps axes apart along which the sample does not vary.
 *
 * <p>Halko, Martinsson and Tropp (2011), algorithm 4.4; Tipping and Bishop (1999), eq. 7 and 8 for
 * loadings and noise.
 *
 * @param rows V, q × D, an axis a row, of length 1
 * @param variances along them, descending
 * @param weight of the sample's rows
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PrincipalAxes(double[] rows, double[] variances, double weight) {
  /** Share of a column's variance that is rounding's. */
  private static final double FLOOR = 1e-13;

  private static final int SPARE = 10;
  private static final int ROUNDS = 8;

  /**
   * Of so many axes.
   *
   * @param units what each centred column is divided by, D
   */
  static PrincipalAxes of(
      int axes, List<DenseBlock> sample, double[] centre, double[] units, Streams streams) {
    int columns = centre.length;
    int all = Math.min(columns, axes + SPARE);
    double[] v = new double[all * columns];
    for (int d = 0; d < columns; d++) {
      RandomStream stream = streams.stream(Purpose.START, d);
      for (int j = 0; j < all; j++) {
        v[j * columns + d] = stream.normal();
      }
    }
    double weight = sample.stream().mapToDouble(DenseBlock::weight).sum();
    Blas blas = Blas.best();
    orthonormalise(v, columns);
    for (int round = 1; round < ROUNDS && all < columns; round++) {
      v = times(v, sample, weight, centre, units, blas);
      orthonormalise(v, columns);
    }
    double[] product = times(v, sample, weight, centre, units, blas);
    double[] within = new double[all * all];
    blas.multiply(
        1,
        Panel.of(product, all, columns),
        Panel.of(v, all, columns).transpose(),
        0,
        Panel.of(within, all, all));
    SymmetricEigen eigen = SymmetricEigen.of(within, all, "the variance of the start's sample");
    double[] turned = new double[axes * columns];
    blas.multiply(
        1,
        Panel.of(eigen.vectors(), axes, all),
        Panel.of(v, all, columns),
        0,
        Panel.of(turned, axes, columns));
    return new PrincipalAxes(turned, Arrays.copyOf(eigen.values(), axes), weight);
  }

  /** V (S + ε I). */
  private static double[] times(
      double[] v,
      List<DenseBlock> sample,
      double weight,
      double[] centre,
      double[] units,
      Blas blas) {
    int columns = centre.length;
    int all = v.length / columns;
    double[] product = new double[v.length];
    for (DenseBlock block : sample) {
      int rows = block.rows();
      double[] y = standardised(block, centre, units);
      double[] along = new double[all * rows];
      blas.multiply(
          1,
          Panel.of(v, all, columns),
          Panel.of(y, rows, columns).transpose(),
          0,
          Panel.of(along, all, rows));
      blas.multiply(
          1,
          Panel.of(along, all, rows),
          Panel.of(y, rows, columns),
          1,
          Panel.of(product, all, columns));
    }
    for (int i = 0; i < product.length; i++) {
      product[i] = product[i] / weight + FLOOR * v[i];
    }
    return product;
  }

  /** Centred values over units, times the root of the row's weight; 0 where one is missing. */
  private static double[] standardised(DenseBlock block, double[] centre, double[] units) {
    int columns = centre.length;
    double[] y = new double[block.rows() * columns];
    for (int i = 0; i < y.length; i++) {
      int d = i % columns;
      double value = block.values()[i];
      double root = Math.sqrt(block.weights()[i / columns]);
      y[i] = Double.isNaN(value) ? 0 : root * (value - centre[d]) / units[d];
    }
    return y;
  }

  /** Gram and Schmidt, twice, so that rows are orthogonal to the last digit. */
  private static void orthonormalise(double[] v, int columns) {
    for (int at = 0; at < v.length; at += columns) {
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < at; other += columns) {
          add(-product(v, at, other, columns), other, at, v, columns);
        }
        add(1 / Math.sqrt(product(v, at, at, columns)) - 1, at, at, v, columns);
      }
    }
  }

  private static double product(double[] v, int a, int b, int columns) {
    double sum = 0;
    for (int d = 0; d < columns; d++) {
      sum += v[a + d] * v[b + d];
    }
    return sum;
  }

  private static void add(double factor, int from, int to, double[] v, int columns) {
    for (int d = 0; d < columns; d++) {
      v[to + d] += factor * v[from + d];
    }
  }

  /** What a column of variance 1 has left beside these axes, at its least {@link #FLOOR}. */
  double noise() {
    int columns = rows.length / variances.length;
    double left = columns;
    for (double variance : variances) {
      left -= variance;
    }
    return Math.max(left / (columns - variances.length), FLOOR);
  }

  /**
   * The variance above which an axis of so many rows tells of more than noise: (1 + √(D/N))² times
   * the noise, the edge of Marchenko and Pastur (1967).
   */
  double edge() {
    int columns = rows.length / variances.length;
    double root = 1 + Math.sqrt(columns / weight);
    return noise() * root * root;
  }

  /**
   * The loading of a column on an axis. No factor starts at nothing: a stop would take that saddle
   * for the end.
   *
   * @param least variance of an axis that has more than that
   */
  double loading(int d, int axis, double least) {
    double noise = noise();
    double beyond = variances[axis] > least ? variances[axis] - noise : 0;
    int columns = rows.length / variances.length;
    return Math.sqrt(Math.max(beyond, 1e-3 * noise)) * rows[axis * columns + d];
  }
}
