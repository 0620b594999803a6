package org.sparksvi.autodiff;

import java.util.Arrays;

/** Double precision on single elements, in plain loops. */
abstract class DoubleElements extends DoubleMoves {
  @Override
  public final Matrix matrix(int rows, int columns) {
    return new DoubleMatrix(rows, columns);
  }

  @Override
  public final void apply(Function function, Matrix x, Matrix out) {
    double[] in = values(x);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = function.value(in[i]);
    }
  }

  @Override
  public final void slope(Function function, Matrix x, Matrix y, Matrix d, Matrix out) {
    double[] in = values(x);
    double[] value = values(y);
    double[] factor = values(d);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = factor[i] * function.slope(in[i], value[i]);
    }
  }

  @Override
  public final void add(Matrix a, Matrix b, Matrix out) {
    double[] left = values(a);
    double[] right = values(b);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = left[i] + right[i];
    }
  }

  @Override
  public final void subtract(Matrix a, Matrix b, Matrix out) {
    double[] left = values(a);
    double[] right = values(b);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = left[i] - right[i];
    }
  }

  @Override
  public final void times(Matrix a, Matrix b, Matrix out) {
    double[] left = values(a);
    double[] right = values(b);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = left[i] * right[i];
    }
  }

  @Override
  public final void line(double scale, double shift, Matrix x, Matrix out) {
    double[] in = values(x);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = scale * in[i] + shift;
    }
  }

  @Override
  public final void clamp(double low, double high, Matrix x, Matrix out) {
    double[] in = values(x);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = Math.min(Math.max(in[i], low), high);
    }
  }

  @Override
  public final void within(double low, double high, Matrix x, Matrix d, Matrix out) {
    double[] in = values(x);
    double[] factor = values(d);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = in[i] >= low && in[i] <= high ? factor[i] : 0;
    }
  }

  @Override
  public final void plusRow(Matrix a, Matrix row, Matrix out) {
    double[] in = values(a);
    double[] term = values(row);
    double[] to = values(out);
    int n = out.columns();
    for (int r = 0, at = 0; r < out.rows(); r++) {
      for (int c = 0; c < n; c++, at++) {
        to[at] = in[at] + term[c];
      }
    }
  }

  @Override
  public final void timesRow(Matrix a, Matrix row, Matrix out) {
    double[] in = values(a);
    double[] factor = values(row);
    double[] to = values(out);
    int n = out.columns();
    for (int r = 0, at = 0; r < out.rows(); r++) {
      for (int c = 0; c < n; c++, at++) {
        to[at] = in[at] * factor[c];
      }
    }
  }

  @Override
  public final void plusColumn(Matrix a, Matrix column, Matrix out) {
    double[] in = values(a);
    double[] term = values(column);
    double[] to = values(out);
    int n = out.columns();
    for (int r = 0, at = 0; r < out.rows(); r++) {
      double one = term[r];
      for (int c = 0; c < n; c++, at++) {
        to[at] = in[at] + one;
      }
    }
  }

  @Override
  public final void timesColumn(Matrix a, Matrix column, Matrix out) {
    double[] in = values(a);
    double[] factor = values(column);
    double[] to = values(out);
    int n = out.columns();
    for (int r = 0, at = 0; r < out.rows(); r++) {
      double one = factor[r];
      for (int c = 0; c < n; c++, at++) {
        to[at] = in[at] * one;
      }
    }
  }

  @Override
  public final void fillRows(Matrix row, Matrix out) {
    double[] in = values(row);
    double[] to = values(out);
    int n = out.columns();
    for (int r = 0, at = 0; r < out.rows(); r++) {
      for (int c = 0; c < n; c++, at++) {
        to[at] = in[c];
      }
    }
  }

  @Override
  public final void fillColumns(Matrix column, Matrix out) {
    double[] in = values(column);
    double[] to = values(out);
    int n = out.columns();
    for (int r = 0; r < in.length; r++) {
      Arrays.fill(to, r * n, (r + 1) * n, in[r]);
    }
  }
}
