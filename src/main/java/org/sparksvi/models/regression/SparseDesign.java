package org.sparksvi.models.regression;

import java.util.Arrays;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.SparseEntries;

/**
 * Rows by their entries that are not 0, of columns whose centres are 0. A row of k entries costs k²
 * operations where a dense one costs p².
 */
final class SparseDesign implements Design {
  private final Units units;
  private final int p;
  private final double[] covariance; // Λ⁻¹, of all coefficients
  private SparseEntries entries;
  private double[] values = {}; // of the entries, in the model's units
  private int[] columns = {};
  private int rows;

  /**
   * With an intercept where a predictor has more coefficients than columns.
   *
   * @param p coefficients of a predictor
   * @param covariance Λ⁻¹, which many tasks share; empty where no variance is asked for
   */
  SparseDesign(Units units, int p, double[] covariance) {
    this.units = units;
    this.p = p;
    this.covariance = covariance;
  }

  @Override
  public void load(LabelledBlock block) {
    rows = block.rows();
    entries = block.sparse().orElseThrow();
    int count = entries.values().length;
    if (values.length < count) {
      values = new double[count];
      columns = new int[count];
    }
    for (int i = 0; i < count; i++) {
      columns[i] = entries.distinct()[entries.place()[i]];
      values[i] = entries.values()[i] / units.scale()[columns[i]];
    }
  }

  private boolean intercept() {
    return p > units.scale().length;
  }

  @Override
  public void predictors(double[] means, int from, double[] out, int to) {
    for (int r = 0; r < rows; r++) {
      double sum = intercept() ? means[from + p - 1] : 0;
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        sum += values[i] * means[from + columns[i]];
      }
      out[to + r] = sum;
    }
  }

  @Override
  public void squares(double[] v, int from, double[] out, int to) {
    for (int r = 0; r < rows; r++) {
      double sum = intercept() ? v[from + p - 1] : 0;
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        sum += values[i] * values[i] * v[from + columns[i]];
      }
      out[to + r] = sum;
    }
  }

  @Override
  public void addSquares(double[] a, int from, double[] into, int to) {
    for (int r = 0; r < rows; r++) {
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        into[to + columns[i]] += a[from + r] * values[i] * values[i];
      }
      if (intercept()) {
        into[to + p - 1] += a[from + r];
      }
    }
  }

  @Override
  public void covariances(Coefficients q, double[] out) {
    int predictors = q.p() / p;
    for (int c = 0; c < predictors; c++) {
      for (int d = 0; d < c; d++) {
        across(q.p(), c, d, out, Design.packed(c, d) * rows);
      }
      within(q.p(), c, out, Design.packed(c, c) * rows);
    }
  }

  /** Variances of one predictor: its block is symmetric. */
  private void within(int all, int c, double[] out, int to) {
    int corner = c * p * all + c * p;
    int last = corner + (p - 1) * all;
    for (int r = 0; r < rows; r++) {
      double sum = intercept() ? covariance[last + p - 1] : 0;
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        int row = corner + columns[i] * all;
        double across = intercept() ? covariance[last + columns[i]] : 0;
        for (int j = entries.start()[r]; j < i; j++) {
          across += values[j] * covariance[row + columns[j]];
        }
        sum += values[i] * (2 * across + values[i] * covariance[row + columns[i]]);
      }
      out[to + r] = sum;
    }
  }

  private void across(int all, int c, int d, double[] out, int to) {
    int corner = c * p * all + d * p;
    for (int r = 0; r < rows; r++) {
      double sum = intercept() ? along(r, corner + (p - 1) * all) : 0;
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        sum += values[i] * along(r, corner + columns[i] * all);
      }
      out[to + r] = sum;
    }
  }

  /** Of a row and a row of the covariance that begins here. */
  private double along(int r, int from) {
    double sum = intercept() ? covariance[from + p - 1] : 0;
    for (int j = entries.start()[r]; j < entries.start()[r + 1]; j++) {
      sum += values[j] * covariance[from + columns[j]];
    }
    return sum;
  }

  @Override
  public void whitened(Coefficients q, double[] out) {
    Arrays.fill(out, 0, rows * p, 0);
    for (int r = 0; r < rows; r++) {
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        for (int j = columns[i]; j < p; j++) {
          out[r * p + j] += values[i] * q.root()[j * p + columns[i]];
        }
      }
      if (intercept()) {
        out[r * p + p - 1] += q.root()[p * p - 1];
      }
    }
  }

  @Override
  public void column(int column, double[] out) {
    for (int r = 0; r < rows; r++) {
      out[r] = 0;
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        out[r] += columns[i] == column ? values[i] : 0;
      }
    }
  }

  @Override
  public void addRow(int row, double factor, double[] into, int to) {
    for (int i = entries.start()[row]; i < entries.start()[row + 1]; i++) {
      into[to + columns[i]] += factor * values[i];
    }
    if (intercept()) {
      into[to + p - 1] += factor;
    }
  }

  @Override
  public void addProduct(double[] pull, int from, double[] into, int to) {
    for (int r = 0; r < rows; r++) {
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        into[to + columns[i]] += pull[from + r] * values[i];
      }
      if (intercept()) {
        into[to + p - 1] += pull[from + r];
      }
    }
  }

  @Override
  public void addGram(double[] a, int from, int c, int d, double[] into) {
    int last = Design.packed(c * p + p - 1, d * p);
    for (int r = 0; r < rows; r++) {
      double each = a[from + r];
      int end = entries.start()[r + 1];
      for (int i = entries.start()[r]; i < end; i++) {
        double left = each * values[i];
        int row = Design.packed(c * p + columns[i], d * p);
        int until = c == d ? i + 1 : end;
        for (int j = entries.start()[r]; j < until; j++) {
          into[row + columns[j]] += left * values[j];
        }
        if (intercept()) {
          into[last + columns[i]] += left;
          if (c != d) {
            into[row + p - 1] += left;
          }
        }
      }
      if (intercept()) {
        into[last + p - 1] += each;
      }
    }
  }
}
