package org.sparksvi.autodiff;

import java.util.Arrays;
import org.sparksvi.numeric.FloatBlas;
import org.sparksvi.numeric.FloatFunctions;
import org.sparksvi.numeric.FloatKernels;
import org.sparksvi.numeric.FloatSums;

/** Single precision: products and sums. */
final class FloatArithmetic extends FloatElements {
  private final FloatBlas blas;
  private final FloatKernels kernels;
  private final FloatSums sums;

  FloatArithmetic(FloatBlas blas, FloatKernels kernels) {
    super(kernels);
    this.blas = blas;
    this.kernels = kernels;
    this.sums = kernels.sums();
  }

  @Override
  public String name() {
    return "float " + blas.name();
  }

  @Override
  public void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix out) {
    blas.multiply(floats(a), transposeA, floats(b), transposeB, floats(out));
  }

  @Override
  public void rowSums(Matrix a, Matrix out) {
    float[] in = values(a);
    float[] to = overwrite(out);
    int n = a.columns();
    for (int r = 0; r < to.length; r++) {
      to[r] = sums.sum(in, r * n, n);
    }
  }

  @Override
  public void columnSums(Matrix a, Matrix out) {
    groupSums(a.rows(), a, out);
  }

  /** The sums of the rows are added up in double precision. */
  @Override
  public void sum(Matrix a, Matrix out) {
    float[] in = values(a);
    double sum = 0;
    for (int r = 0; r < a.rows(); r++) {
      sum += sums.sum(in, r * a.columns(), a.columns());
    }
    overwrite(out)[0] = (float) sum;
  }

  @Override
  public void rowDots(Matrix a, Matrix b, Matrix out) {
    float[] left = values(a);
    float[] right = values(b);
    float[] to = overwrite(out);
    int n = a.columns();
    for (int r = 0; r < to.length; r++) {
      to[r] = sums.dot(left, right, r * n, n);
    }
  }

  @Override
  public void columnDots(Matrix a, Matrix b, Matrix out) {
    float[] left = values(a);
    float[] right = values(b);
    float[] to = overwrite(out);
    Arrays.fill(to, 0);
    for (int r = 0; r < a.rows(); r++) {
      int at = r * to.length;
      for (int c = 0; c < to.length; c++) {
        to[c] = Math.fma(left[at + c], right[at + c], to[c]);
      }
    }
  }

  @Override
  public void groupSums(int group, Matrix a, Matrix out) {
    float[] in = values(a);
    float[] to = overwrite(out);
    int n = a.columns();
    Arrays.fill(to, 0);
    for (int r = 0; r < a.rows(); r++) {
      kernels.addScaled(1, in, r * n, n, to, r / group * n);
    }
  }

  @Override
  public void logSumExp(Matrix a, Matrix out) {
    float[] in = values(a);
    float[] to = overwrite(out);
    for (int r = 0; r < to.length; r++) {
      to[r] = logSumExp(in, r * a.columns(), a.columns());
    }
  }

  private float logSumExp(float[] in, int from, int n) {
    float max = kernels.max(in, from, n);
    return max + FloatFunctions.log(sums.sumOfExp(in, from, n, max));
  }

  @Override
  public void logSumExpSlope(Matrix a, Matrix y, Matrix d, Matrix out) {
    float[] in = values(a);
    float[] total = values(y);
    float[] factor = values(d);
    float[] to = overwrite(out);
    int n = a.columns();
    for (int r = 0; r < total.length; r++) {
      sums.exp(in, r * n, n, total[r], factor[r], to);
    }
  }

  @Override
  public void logSoftmax(Matrix a, Matrix out) {
    float[] in = values(a);
    float[] to = overwrite(out);
    int n = a.columns();
    for (int r = 0; r < a.rows(); r++) {
      float total = logSumExp(in, r * n, n);
      for (int i = r * n; i < (r + 1) * n; i++) {
        to[i] = in[i] - total;
      }
    }
  }

  @Override
  public void logSoftmaxSlope(Matrix y, Matrix d, Matrix out) {
    float[] value = values(y);
    float[] in = values(d);
    float[] to = overwrite(out);
    int n = y.columns();
    for (int r = 0; r < y.rows(); r++) {
      sums.exp(value, r * n, n, 0, sums.sum(in, r * n, n), to);
      for (int i = r * n; i < (r + 1) * n; i++) {
        to[i] = in[i] - to[i];
      }
    }
  }

  @Override
  public void multiply(SparseLeaf x, Matrix b, Matrix out) {
    float[] in = values(b);
    float[] to = overwrite(out);
    int n = b.columns();
    Arrays.fill(to, 0);
    for (int r = 0; r < x.rows(); r++) {
      for (int e = x.start(r); e < x.end(r); e++) {
        kernels.addScaled((float) x.value(e), in, x.place(e) * n, n, to, r * n);
      }
    }
  }

  @Override
  public void multiplyTransposed(SparseLeaf x, Matrix d, Matrix out) {
    float[] in = values(d);
    float[] to = overwrite(out);
    int n = d.columns();
    Arrays.fill(to, 0);
    for (int r = 0; r < x.rows(); r++) {
      for (int e = x.start(r); e < x.end(r); e++) {
        kernels.addScaled((float) x.value(e), in, r * n, n, to, x.place(e) * n);
      }
    }
  }

  /** Sums in double precision. */
  @Override
  public void rowDots(SparseLeaf x, Matrix a, Matrix out) {
    float[] in = values(a);
    float[] to = overwrite(out);
    for (int r = 0; r < x.rows(); r++) {
      double sum = 0;
      for (int e = x.start(r); e < x.end(r); e++) {
        sum += x.value(e) * in[r * x.columns() + x.place(e)];
      }
      to[r] = (float) sum;
    }
  }

  @Override
  public void timesColumn(SparseLeaf x, Matrix column, Matrix out) {
    float[] factor = values(column);
    float[] to = overwrite(out);
    Arrays.fill(to, 0);
    for (int r = 0; r < x.rows(); r++) {
      for (int e = x.start(r); e < x.end(r); e++) {
        to[r * x.columns() + x.place(e)] += (float) x.value(e) * factor[r];
      }
    }
  }
}
