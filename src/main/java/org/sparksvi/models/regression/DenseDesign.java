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
  private final double[] gram; // p × p
  private double[] x = {}; // rows × p
  private double[] scratch = {}; // rows × p
  private int rows;

  /** With an intercept where there are more coefficients than columns. */
  DenseDesign(Units units, int p) {
    this.units = units;
    this.p = p;
    this.gram = new double[p * p];
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
  public void predictors(double[] means, double[] out) {
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int j = 0; j < p; j++) {
        sum += x[r * p + j] * means[j];
      }
      out[r] = sum;
    }
  }

  @Override
  public void variances(Coefficients q, double[] out) {
    blas.multiply(
        1,
        Panel.of(x, rows, p),
        Panel.of(q.root(), p, p).transpose(),
        0,
        Panel.of(scratch, rows, p));
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int j = 0; j < p; j++) {
        sum += scratch[r * p + j] * scratch[r * p + j];
      }
      out[r] = sum;
    }
  }

  @Override
  public void addProduct(double[] pull, double[] into) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < p; j++) {
        into[j] += pull[r] * x[r * p + j];
      }
    }
  }

  @Override
  public void addGram(double[] a, double[] into) {
    boolean positive = Arrays.stream(a, 0, rows).allMatch(value -> value >= 0);
    for (int r = 0; r < rows; r++) {
      double factor = positive ? Math.sqrt(a[r]) : a[r];
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
    for (int i = 0, at = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        into[at++] += gram[i * p + j];
      }
    }
  }
}
