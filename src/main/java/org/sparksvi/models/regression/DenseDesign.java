package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.Optional;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.SparseEntries;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Panel;

/** Rows as a matrix. */
final class DenseDesign implements Design {
  private final Units units;
  private final int p;
  private final Blas blas = Blas.best();
  private double[] gram = {}; // p × p, once it is asked for
  private double[] x = {}; // rows × p
  private double[] scratch = {}; // rows × p, or predictors × rows × all coefficients
  private int rows;

  /** Of p coefficients of a predictor, with an intercept where they are more than the columns. */
  DenseDesign(Units units, int p) {
    this.units = units;
    this.p = p;
  }

  @Override
  public void load(LabelledBlock block) {
    int columns = units.centre().length;
    if (block.columns() != columns) {
      throw new IllegalArgumentException(
          "rows must have %d columns, but those of block %d have %d"
              .formatted(columns, block.id(), block.columns()));
    }
    rows = block.rows();
    if (x.length < rows * p) {
      x = new double[rows * p];
      scratch = new double[rows * p];
    }
    double[] values = values(block);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        x[r * p + c] = (values[r * columns + c] - units.centre()[c]) / units.scale()[c];
      }
      if (p > columns) {
        x[r * p + columns] = 1;
      }
    }
  }

  private static double[] values(LabelledBlock block) {
    Optional<double[]> dense = block.dense();
    if (dense.isPresent()) {
      return dense.get();
    }
    SparseEntries entries = block.sparse().orElseThrow();
    double[] values = new double[block.rows() * block.columns()];
    for (int r = 0; r < block.rows(); r++) {
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        values[r * block.columns() + entries.distinct()[entries.place()[i]]] = entries.values()[i];
      }
    }
    return values;
  }

  @Override
  public void predictors(double[] means, int from, double[] out, int to) {
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int j = 0; j < p; j++) {
        sum += x[r * p + j] * means[from + j];
      }
      out[to + r] = sum;
    }
  }

  @Override
  public void squares(double[] v, int from, double[] out, int to) {
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int j = 0; j < p; j++) {
        sum += x[r * p + j] * x[r * p + j] * v[from + j];
      }
      out[to + r] = sum;
    }
  }

  @Override
  public void addSquares(double[] a, int from, double[] into, int to) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < p; j++) {
        into[to + j] += a[from + r] * x[r * p + j] * x[r * p + j];
      }
    }
  }

  /** By z_c = L⁻¹_c x, of L⁻¹ the columns of predictor c: sums of products of z_c and z_d. */
  @Override
  public void covariances(Coefficients q, double[] out) {
    int all = q.p();
    int predictors = all / p;
    if (scratch.length < predictors * rows * all) {
      scratch = new double[predictors * rows * all];
    }
    for (int c = 0; c < predictors; c++) {
      Panel root = new Panel(q.root(), c * p, all, p, all, false);
      Panel product = Panel.of(scratch, c * rows * all, rows, all);
      blas.multiply(1, Panel.of(x, rows, p), root.transpose(), 0, product);
      for (int d = 0; d <= c; d++) {
        int to = Design.packed(c, d) * rows;
        for (int r = 0; r < rows; r++) {
          int left = (c * rows + r) * all;
          int right = (d * rows + r) * all;
          double sum = 0;
          for (int j = 0; j < all; j++) {
            sum += scratch[left + j] * scratch[right + j];
          }
          out[to + r] = sum;
        }
      }
    }
  }

  @Override
  public void whitened(Coefficients q, double[] out) {
    Panel root = Panel.of(q.root(), p, p);
    blas.multiply(1, Panel.of(x, rows, p), root.transpose(), 0, Panel.of(out, rows, p));
  }

  @Override
  public void column(int column, double[] out) {
    for (int r = 0; r < rows; r++) {
      out[r] = x[r * p + column];
    }
  }

  @Override
  public void addRow(int row, double factor, double[] into, int to) {
    for (int j = 0; j < p; j++) {
      into[to + j] += factor * x[row * p + j];
    }
  }

  @Override
  public void addProduct(double[] pull, int from, double[] into, int to) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < p; j++) {
        into[to + j] += pull[from + r] * x[r * p + j];
      }
    }
  }

  @Override
  public void addGram(double[] a, int from, int c, int d, double[] into) {
    gram = gram.length == 0 ? new double[p * p] : gram;
    boolean positive = Arrays.stream(a, from, from + rows).allMatch(value -> value >= 0);
    for (int r = 0; r < rows; r++) {
      double factor = positive ? Math.sqrt(a[from + r]) : a[from + r];
      for (int j = 0; j < p; j++) {
        scratch[r * p + j] = factor * x[r * p + j];
      }
    }
    Panel scaled = Panel.of(scratch, rows, p);
    if (positive) {
      blas.gram(1, scaled, 0, Panel.of(gram, p, p));
    } else {
      blas.multiply(1, scaled.transpose(), Panel.of(x, rows, p), 0, Panel.of(gram, p, p));
    }
    for (int i = 0; i < p; i++) {
      int at = Design.packed(c * p + i, d * p);
      int end = c == d ? i : p - 1;
      for (int j = 0; j <= end; j++) {
        into[at + j] += gram[i * p + j];
      }
    }
  }
}
