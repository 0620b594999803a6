package org.sparksvi.autodiff;

import java.util.Arrays;
import org.sparksvi.numeric.FloatActivations;
import org.sparksvi.numeric.FloatKernels;

/** Single precision on single elements. */
abstract class FloatElements extends FloatMoves {
  private final FloatFunctionTable functions;
  private final FloatActivations activations;

  FloatElements(FloatKernels kernels) {
    activations = kernels.activations();
    functions = new FloatFunctionTable(kernels);
  }

  @Override
  public final Matrix matrix(int rows, int columns) {
    return new SingleMatrix(rows, columns);
  }

  @Override
  public final void apply(Function function, Matrix x, Matrix out) {
    functions.apply(function, values(x), overwrite(out));
  }

  @Override
  public final void slope(Function function, Matrix x, Matrix y, Matrix d, Matrix out) {
    functions.slope(function, values(x), values(y), values(d), overwrite(out));
  }

  @Override
  public final void add(Matrix a, Matrix b, Matrix out) {
    float[] left = values(a);
    float[] right = values(b);
    float[] to = overwrite(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = left[i] + right[i];
    }
  }

  @Override
  public final void subtract(Matrix a, Matrix b, Matrix out) {
    float[] left = values(a);
    float[] right = values(b);
    float[] to = overwrite(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = left[i] - right[i];
    }
  }

  @Override
  public final void times(Matrix a, Matrix b, Matrix out) {
    float[] left = values(a);
    float[] right = values(b);
    float[] to = overwrite(out);
    for (int i = 0; i < to.length; i++) {
      to[i] = left[i] * right[i];
    }
  }

  @Override
  public final void line(double scale, double shift, Matrix x, Matrix out) {
    float[] in = values(x);
    float[] to = overwrite(out);
    float factor = (float) scale;
    float term = (float) shift;
    for (int i = 0; i < to.length; i++) {
      to[i] = factor * in[i] + term;
    }
  }

  @Override
  public final void clamp(double low, double high, Matrix x, Matrix out) {
    float[] in = values(x);
    float[] to = overwrite(out);
    float least = (float) low;
    float most = (float) high;
    for (int i = 0; i < to.length; i++) {
      to[i] = Math.min(Math.max(in[i], least), most);
    }
  }

  @Override
  public final void within(double low, double high, Matrix x, Matrix d, Matrix out) {
    float[] to = overwrite(out);
    activations.within((float) low, (float) high, values(x), values(d), to.length, to);
  }

  @Override
  public final void plusRow(Matrix a, Matrix row, Matrix out) {
    float[] in = values(a);
    float[] term = values(row);
    float[] to = overwrite(out);
    for (int at = 0; at < to.length; at += term.length) {
      for (int c = 0; c < term.length; c++) {
        to[at + c] = in[at + c] + term[c];
      }
    }
  }

  @Override
  public final void timesRow(Matrix a, Matrix row, Matrix out) {
    float[] in = values(a);
    float[] factor = values(row);
    float[] to = overwrite(out);
    for (int at = 0; at < to.length; at += factor.length) {
      for (int c = 0; c < factor.length; c++) {
        to[at + c] = in[at + c] * factor[c];
      }
    }
  }

  @Override
  public final void plusColumn(Matrix a, Matrix column, Matrix out) {
    float[] in = values(a);
    float[] to = overwrite(out);
    float[] terms = values(column);
    int n = out.columns();
    for (int r = 0; r < terms.length; r++) {
      float term = terms[r];
      for (int i = r * n; i < (r + 1) * n; i++) {
        to[i] = in[i] + term;
      }
    }
  }

  @Override
  public final void timesColumn(Matrix a, Matrix column, Matrix out) {
    float[] in = values(a);
    float[] to = overwrite(out);
    float[] factors = values(column);
    int n = out.columns();
    for (int r = 0; r < factors.length; r++) {
      float factor = factors[r];
      for (int i = r * n; i < (r + 1) * n; i++) {
        to[i] = in[i] * factor;
      }
    }
  }

  @Override
  public final void fillRows(Matrix row, Matrix out) {
    float[] in = values(row);
    float[] to = overwrite(out);
    for (int at = 0; at < to.length; at += in.length) {
      System.arraycopy(in, 0, to, at, in.length);
    }
  }

  @Override
  public final void fillColumns(Matrix column, Matrix out) {
    float[] in = values(column);
    float[] to = overwrite(out);
    int n = out.columns();
    for (int r = 0; r < in.length; r++) {
      Arrays.fill(to, r * n, (r + 1) * n, in[r]);
    }
  }
}
