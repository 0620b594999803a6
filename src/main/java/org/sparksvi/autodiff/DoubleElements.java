package org.sparksvi.autodiff;

/** Double precision on single elements, in plain loops. */
abstract class DoubleElements implements Arithmetic {
  @Override
  public final Matrix matrix(int rows, int columns) {
    return new DoubleMatrix(rows, columns);
  }

  static double[] values(Matrix matrix) {
    return ((DoubleMatrix) matrix).values();
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
    for (int i = 0; i < to.length; i++) {
      to[i] = in[i] + term[i % term.length];
    }
  }

  @Override
  public final void timesRow(Matrix a, Matrix row, Matrix out) {
    double[] in = values(a);
    double[] factor = values(row);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = in[i] * factor[i % factor.length];
    }
  }

  @Override
  public final void plusColumn(Matrix a, Matrix column, Matrix out) {
    double[] in = values(a);
    double[] term = values(column);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = in[i] + term[i / out.columns()];
    }
  }

  @Override
  public final void timesColumn(Matrix a, Matrix column, Matrix out) {
    double[] in = values(a);
    double[] factor = values(column);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = in[i] * factor[i / out.columns()];
    }
  }

  @Override
  public final void fillRows(Matrix row, Matrix out) {
    double[] in = values(row);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = in[i % in.length];
    }
  }

  @Override
  public final void fillColumns(Matrix column, Matrix out) {
    double[] in = values(column);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = in[i / out.columns()];
    }
  }
}
