package org.sparksvi.models.regression;

import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.SparseEntries;

/**
 * Rows by their entries that are not 0, of columns whose centres are 0. A row of k entries costs k²
 * operations where a dense one costs p².
 */
final class SparseDesign implements Design {
  private final Units units;
  private final int p;
  private final double[] covariance; // Λ⁻¹, p × p
  private SparseEntries entries;
  private double[] values = {}; // of the entries, in the model's units
  private int[] columns = {};
  private int rows;

  /**
   * With an intercept where there are more coefficients than columns.
   *
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
  public void predictors(double[] means, double[] out) {
    for (int r = 0; r < rows; r++) {
      double sum = intercept() ? means[p - 1] : 0;
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        sum += values[i] * means[columns[i]];
      }
      out[r] = sum;
    }
  }

  @Override
  public void variances(Coefficients q, double[] out) {
    int last = (p - 1) * p;
    for (int r = 0; r < rows; r++) {
      double sum = intercept() ? covariance[last + p - 1] : 0;
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        int row = columns[i] * p;
        double across = intercept() ? covariance[last + columns[i]] : 0;
        for (int j = entries.start()[r]; j < i; j++) {
          across += values[j] * covariance[row + columns[j]];
        }
        sum += values[i] * (2 * across + values[i] * covariance[row + columns[i]]);
      }
      out[r] = sum;
    }
  }

  @Override
  public void addProduct(double[] pull, double[] into) {
    for (int r = 0; r < rows; r++) {
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        into[columns[i]] += pull[r] * values[i];
      }
      if (intercept()) {
        into[p - 1] += pull[r];
      }
    }
  }

  @Override
  public void addGram(double[] a, double[] into) {
    int last = (int) ((p - 1L) * p / 2);
    for (int r = 0; r < rows; r++) {
      for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
        double left = a[r] * values[i];
        int row = (int) (columns[i] * (columns[i] + 1L) / 2);
        for (int j = entries.start()[r]; j <= i; j++) {
          into[row + columns[j]] += left * values[j];
        }
        if (intercept()) {
          into[last + columns[i]] += left;
        }
      }
      if (intercept()) {
        into[last + p - 1] += a[r];
      }
    }
  }
}
