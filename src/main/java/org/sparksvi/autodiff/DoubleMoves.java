package org.sparksvi.autodiff;

import java.util.Arrays;

/** Double precision: quotients, powers and choices, and elements that move. */
abstract class DoubleMoves implements Arithmetic {
  static double[] values(Matrix matrix) {
    return ((DoubleMatrix) matrix).values();
  }

  @Override
  public final void divide(Matrix a, Matrix b, Matrix out) {
    double[] left = values(a);
    double[] right = values(b);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = left[i] / right[i];
    }
  }

  @Override
  public final void divisorSlope(Matrix d, Matrix y, Matrix b, Matrix out) {
    double[] factor = values(d);
    double[] quotient = values(y);
    double[] divisor = values(b);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = -factor[i] * (quotient[i] / divisor[i]);
    }
  }

  @Override
  public final void power(double p, Matrix x, Matrix out) {
    double[] in = values(x);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = StrictMath.pow(in[i], p);
    }
  }

  @Override
  public final void powerSlope(double p, Matrix x, Matrix d, Matrix out) {
    double[] in = values(x);
    double[] factor = values(d);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = factor[i] * (p * StrictMath.pow(in[i], p - 1));
    }
  }

  @Override
  public final void extreme(boolean larger, Matrix a, Matrix b, Matrix out) {
    double[] left = values(a);
    double[] right = values(b);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = larger ? Math.max(left[i], right[i]) : Math.min(left[i], right[i]);
    }
  }

  @Override
  public final void atLeast(Matrix a, Matrix b, Matrix out) {
    double[] left = values(a);
    double[] right = values(b);
    double[] to = values(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = left[i] >= right[i] ? 1 : 0;
    }
  }

  @Override
  public final void select(Matrix mask, Matrix a, Matrix b, Matrix out) {
    double[] where = values(mask);
    double[] to = values(out);
    double[] yes = a == null ? null : values(a);
    double[] no = b == null ? null : values(b);
    for (int i = 0; i < to.length; i++) {
      double[] from = where[i] != 0 ? yes : no;
      to[i] = from == null ? 0 : from[i];
    }
  }

  @Override
  public final void gatherRows(int[] index, Matrix a, Matrix out) {
    double[] in = values(a);
    double[] to = values(out);
    int n = a.columns();
    if (n == 1) { // copies of one number by arraycopy take several times as long
      for (int r = 0; r < index.length; r++) {
        to[r] = in[index[r]];
      }
      return;
    }
    for (int r = 0; r < index.length; r++) {
      System.arraycopy(in, index[r] * n, to, r * n, n);
    }
  }

  @Override
  public final void scatterRows(int[] index, Matrix d, Matrix out) {
    double[] in = values(d);
    double[] to = values(out);
    int n = d.columns();
    Arrays.fill(to, 0);
    if (n == 1) {
      for (int r = 0; r < index.length; r++) {
        to[index[r]] += in[r];
      }
      return;
    }
    for (int r = 0; r < index.length; r++) {
      int at = index[r] * n;
      for (int c = 0; c < n; c++) {
        to[at + c] += in[r * n + c];
      }
    }
  }

  @Override
  public final void transpose(Matrix a, Matrix out) {
    double[] in = values(a);
    double[] to = values(out);
    int rows = a.rows();
    int n = a.columns();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < n; c++) {
        to[c * rows + r] = in[r * n + c];
      }
    }
  }

  @Override
  public final void cumulativeSums(boolean fromEnd, Matrix a, Matrix out) {
    double[] in = values(a);
    double[] to = values(out);
    int n = a.columns();
    for (int r = 0; r < a.rows(); r++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        int i = r * n + (fromEnd ? n - 1 - j : j);
        sum += in[i];
        to[i] = sum;
      }
    }
  }
}
