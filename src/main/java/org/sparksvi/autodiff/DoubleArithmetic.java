package org.sparksvi.autodiff;

import java.util.Arrays;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Panel;

/** Double precision: products and sums in the order of rows and columns. */
final class DoubleArithmetic extends DoubleElements {
  private final Blas blas;

  DoubleArithmetic(Blas blas) {
    this.blas = blas;
  }

  @Override
  public String name() {
    return "double " + blas.name();
  }

  private static Panel panel(Matrix matrix, boolean transposed) {
    Panel panel = Panel.of(values(matrix), matrix.rows(), matrix.columns());
    return transposed ? panel.transpose() : panel;
  }

  @Override
  public void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix out) {
    blas.multiply(1, panel(a, transposeA), panel(b, transposeB), 0, panel(out, false));
  }

  @Override
  public void rowSums(Matrix a, Matrix out) {
    double[] in = values(a);
    double[] to = values(out);
    int n = a.columns();
    for (int r = 0; r < to.length; r++) {
      double sum = 0;
      for (int i = r * n; i < (r + 1) * n; i++) {
        sum += in[i];
      }
      to[r] = sum;
    }
  }

  @Override
  public void columnSums(Matrix a, Matrix out) {
    double[] in = values(a);
    double[] to = values(out);
    Arrays.fill(to, 0);
    for (int r = 0, i = 0; r < a.rows(); r++) {
      for (int c = 0; c < to.length; c++, i++) {
        to[c] += in[i];
      }
    }
  }

  @Override
  public void sum(Matrix a, Matrix out) {
    double sum = 0;
    for (double value : values(a)) {
      sum += value;
    }
    values(out)[0] = sum;
  }

  @Override
  public void rowDots(Matrix a, Matrix b, Matrix out) {
    double[] left = values(a);
    double[] right = values(b);
    double[] to = values(out);
    int n = a.columns();
    for (int r = 0; r < to.length; r++) {
      double sum = 0;
      for (int i = r * n; i < (r + 1) * n; i++) {
        sum += left[i] * right[i];
      }
      to[r] = sum;
    }
  }

  @Override
  public void columnDots(Matrix a, Matrix b, Matrix out) {
    double[] left = values(a);
    double[] right = values(b);
    double[] to = values(out);
    Arrays.fill(to, 0);
    for (int r = 0, i = 0; r < a.rows(); r++) {
      for (int c = 0; c < to.length; c++, i++) {
        to[c] += left[i] * right[i];
      }
    }
  }

  @Override
  public void groupSums(int group, Matrix a, Matrix out) {
    double[] in = values(a);
    double[] to = values(out);
    int n = a.columns();
    Arrays.fill(to, 0);
    for (int r = 0, i = 0; r < a.rows(); r++) {
      int at = r / group * n;
      for (int c = 0; c < n; c++, i++) {
        to[at + c] += in[i];
      }
    }
  }

  @Override
  public void logSumExp(Matrix a, Matrix out) {
    double[] in = values(a);
    double[] to = values(out);
    int n = a.columns();
    for (int r = 0; r < to.length; r++) {
      to[r] = logSumExp(in, r * n, n);
    }
  }

  private static double logSumExp(double[] in, int from, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + n; i++) {
      max = Math.max(max, in[i]);
    }
    if (max == Double.NEGATIVE_INFINITY) {
      return max; // all shares are 0
    }
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += StrictMath.exp(in[i] - max);
    }
    return max + StrictMath.log(sum);
  }

  @Override
  public void logSumExpSlope(Matrix a, Matrix y, Matrix d, Matrix out) {
    double[] in = values(a);
    double[] total = values(y);
    double[] factor = values(d);
    double[] to = values(out);
    int n = a.columns();
    for (int r = 0, i = 0; r < a.rows(); r++) {
      for (int c = 0; c < n; c++, i++) {
        to[i] = factor[r] * StrictMath.exp(in[i] - total[r]);
      }
    }
  }

  @Override
  public void logSoftmax(Matrix a, Matrix out) {
    double[] in = values(a);
    double[] to = values(out);
    int n = a.columns();
    for (int r = 0; r < a.rows(); r++) {
      double total = logSumExp(in, r * n, n);
      for (int i = r * n; i < (r + 1) * n; i++) {
        to[i] = in[i] - total;
      }
    }
  }

  @Override
  public void logSoftmaxSlope(Matrix y, Matrix d, Matrix out) {
    double[] value = values(y);
    double[] in = values(d);
    double[] to = values(out);
    int n = y.columns();
    for (int r = 0; r < y.rows(); r++) {
      double sum = 0;
      for (int i = r * n; i < (r + 1) * n; i++) {
        sum += in[i];
      }
      for (int i = r * n; i < (r + 1) * n; i++) {
        to[i] = in[i] - StrictMath.exp(value[i]) * sum;
      }
    }
  }

  @Override
  public void multiply(SparseLeaf x, Matrix b, Matrix out) {
    double[] in = values(b);
    double[] to = values(out);
    int n = b.columns();
    Arrays.fill(to, 0);
    for (int r = 0; r < x.rows(); r++) {
      for (int e = x.start(r); e < x.end(r); e++) {
        addScaled(x.value(e), in, x.place(e) * n, to, r * n, n);
      }
    }
  }

  @Override
  public void multiplyTransposed(SparseLeaf x, Matrix d, Matrix out) {
    double[] in = values(d);
    double[] to = values(out);
    int n = d.columns();
    Arrays.fill(to, 0);
    for (int r = 0; r < x.rows(); r++) {
      for (int e = x.start(r); e < x.end(r); e++) {
        addScaled(x.value(e), in, r * n, to, x.place(e) * n, n);
      }
    }
  }

  private static void addScaled(double scale, double[] in, int from, double[] to, int at, int n) {
    for (int c = 0; c < n; c++) {
      to[at + c] += scale * in[from + c];
    }
  }

  @Override
  public void rowDots(SparseLeaf x, Matrix a, Matrix out) {
    double[] in = values(a);
    double[] to = values(out);
    for (int r = 0; r < x.rows(); r++) {
      double sum = 0;
      for (int e = x.start(r); e < x.end(r); e++) {
        sum += x.value(e) * in[r * x.columns() + x.place(e)];
      }
      to[r] = sum;
    }
  }

  @Override
  public void timesColumn(SparseLeaf x, Matrix column, Matrix out) {
    double[] factor = values(column);
    double[] to = values(out);
    Arrays.fill(to, 0);
    for (int r = 0; r < x.rows(); r++) {
      for (int e = x.start(r); e < x.end(r); e++) {
        to[r * x.columns() + x.place(e)] += x.value(e) * factor[r];
      }
    }
  }
}
