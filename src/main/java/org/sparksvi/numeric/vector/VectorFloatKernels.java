package org.sparksvi.numeric.vector;

import static org.sparksvi.numeric.vector.Lanes.COUNT;
import static org.sparksvi.numeric.vector.Lanes.FLOATS;
import static org.sparksvi.numeric.vector.Lanes.all;
import static org.sparksvi.numeric.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.sparksvi.numeric.FloatActivations;
import org.sparksvi.numeric.FloatFunctions;
import org.sparksvi.numeric.FloatKernels;
import org.sparksvi.numeric.FloatSums;

/**
 * The kernels on vectors of 4, 8 or 16 lanes.
 *
 * <p>What is left over after whole vectors is done one by one, unless the arrays are padded.
 */
public final class VectorFloatKernels implements FloatKernels {
  private final DigammaPass[] passes = {
    new DigammaPass.Deficits(), new DigammaPass.Weights(), new DigammaPass.Shares()
  };

  @Override
  public String name() {
    return "vector-" + FLOATS.vectorBitSize();
  }

  /**
   * Takes up to eight vectors of columns at once, as many as hide the latency of an addition. Three
   * that are left over are done with the one before them.
   */
  @Override
  public void weightedRows(
      float[] weight, int rows, float[] matrix, int stride, int columns, float[] out) {
    int end = (columns + COUNT - 1) / COUNT * COUNT;
    int j = 0;
    for (; end - j >= 8 * COUNT; j += 8 * COUNT) {
      eight(weight, rows, matrix, j, stride, out);
    }
    if (end - j >= 4 * COUNT) {
      four(weight, rows, matrix, j, stride, out);
      j += 4 * COUNT;
    }
    if (end - j == 3 * COUNT && j > 0) {
      four(weight, rows, matrix, j - COUNT, stride, out);
      j = end;
    }
    if (end - j >= 2 * COUNT) {
      two(weight, rows, matrix, j, stride, out);
      j += 2 * COUNT;
    }
    if (j < end) {
      one(weight, rows, matrix, j, stride, out);
    }
  }

  private static void eight(
      float[] weight, int rows, float[] matrix, int from, int stride, float[] out) {
    FloatVector a = FloatVector.zero(FLOATS);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    int at = from;
    for (int i = 0; i < rows; i++) {
      FloatVector w = all(weight[i]);
      a = w.fma(load(matrix, at), a);
      b = w.fma(load(matrix, at + COUNT), b);
      c = w.fma(load(matrix, at + 2 * COUNT), c);
      d = w.fma(load(matrix, at + 3 * COUNT), d);
      e = w.fma(load(matrix, at + 4 * COUNT), e);
      f = w.fma(load(matrix, at + 5 * COUNT), f);
      g = w.fma(load(matrix, at + 6 * COUNT), g);
      h = w.fma(load(matrix, at + 7 * COUNT), h);
      at += stride;
    }
    a.intoArray(out, from);
    b.intoArray(out, from + COUNT);
    c.intoArray(out, from + 2 * COUNT);
    d.intoArray(out, from + 3 * COUNT);
    e.intoArray(out, from + 4 * COUNT);
    f.intoArray(out, from + 5 * COUNT);
    g.intoArray(out, from + 6 * COUNT);
    h.intoArray(out, from + 7 * COUNT);
  }

  private static void four(
      float[] weight, int rows, float[] matrix, int from, int stride, float[] out) {
    FloatVector a = FloatVector.zero(FLOATS);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int at = from;
    for (int i = 0; i < rows; i++) {
      FloatVector w = all(weight[i]);
      a = w.fma(load(matrix, at), a);
      b = w.fma(load(matrix, at + COUNT), b);
      c = w.fma(load(matrix, at + 2 * COUNT), c);
      d = w.fma(load(matrix, at + 3 * COUNT), d);
      at += stride;
    }
    a.intoArray(out, from);
    b.intoArray(out, from + COUNT);
    c.intoArray(out, from + 2 * COUNT);
    d.intoArray(out, from + 3 * COUNT);
  }

  private static void two(
      float[] weight, int rows, float[] matrix, int from, int stride, float[] out) {
    FloatVector a = FloatVector.zero(FLOATS);
    FloatVector b = a;
    int at = from;
    for (int i = 0; i < rows; i++) {
      FloatVector w = all(weight[i]);
      a = w.fma(load(matrix, at), a);
      b = w.fma(load(matrix, at + COUNT), b);
      at += stride;
    }
    a.intoArray(out, from);
    b.intoArray(out, from + COUNT);
  }

  private static void one(
      float[] weight, int rows, float[] matrix, int from, int stride, float[] out) {
    FloatVector a = FloatVector.zero(FLOATS);
    int at = from;
    for (int i = 0; i < rows; i++) {
      a = all(weight[i]).fma(load(matrix, at), a);
      at += stride;
    }
    a.intoArray(out, from);
  }

  @Override
  public void addScaled(float scale, float[] row, int from, int n, float[] into, int intoFrom) {
    int whole = FLOATS.loopBound(n);
    FloatVector s = all(scale);
    for (int j = 0; j < whole; j += COUNT) {
      s.fma(load(row, from + j), load(into, intoFrom + j)).intoArray(into, intoFrom + j);
    }
    for (int j = whole; j < n; j++) {
      into[intoFrom + j] = Math.fma(scale, row[from + j], into[intoFrom + j]);
    }
  }

  @Override
  public void divide(float[] numerator, float[] denominator, int n, float[] out) {
    int whole = FLOATS.loopBound(n);
    for (int j = 0; j < whole; j += COUNT) {
      load(numerator, j).div(load(denominator, j)).intoArray(out, j);
    }
    for (int j = whole; j < n; j++) {
      out[j] = numerator[j] / denominator[j];
    }
  }

  @Override
  public void digamma(float[] x, int from, int n, float[] out, int outFrom) {
    int whole = FLOATS.loopBound(n);
    for (int j = 0; j < whole; j += COUNT) {
      Lanes.digamma(load(x, from + j)).intoArray(out, outFrom + j);
    }
    for (int j = whole; j < n; j++) {
      out[outFrom + j] = FloatFunctions.digamma(x[from + j]);
    }
  }

  @Override
  public void exp(float[] x, int from, int n, float floor, float[] out, int outFrom) {
    int whole = FLOATS.loopBound(n);
    for (int j = 0; j < whole; j += COUNT) {
      Lanes.exp(load(x, from + j)).max(all(floor)).intoArray(out, outFrom + j);
    }
    for (int j = whole; j < n; j++) {
      out[outFrom + j] = Math.max(FloatFunctions.exp(x[from + j]), floor);
    }
  }

  @Override
  public void log(float[] x, int from, int n, float[] out, int outFrom) {
    int whole = FLOATS.loopBound(n);
    for (int j = 0; j < whole; j += COUNT) {
      Lanes.log(load(x, from + j)).intoArray(out, outFrom + j);
    }
    for (int j = whole; j < n; j++) {
      out[outFrom + j] = FloatFunctions.log(x[from + j]);
    }
  }

  @Override
  public void expDigammaShifted(float[] x, int n, float floor, float[] out) {
    float extreme = 0;
    for (DigammaPass pass : passes) {
      extreme = pass.run(x, n, extreme, floor, out);
    }
  }

  @Override
  public float max(float[] values, int from, int n) {
    int whole = FLOATS.loopBound(n);
    FloatVector lanes = all(Float.NEGATIVE_INFINITY);
    for (int j = 0; j < whole; j += COUNT) {
      lanes = lanes.max(load(values, from + j));
    }
    float max = lanes.reduceLanes(VectorOperators.MAX);
    for (int j = whole; j < n; j++) {
      max = Math.max(max, values[from + j]);
    }
    return max;
  }

  @Override
  public float maxAbsDifference(float[] a, float[] b, int n) {
    int whole = FLOATS.loopBound(n);
    FloatVector lanes = all(0);
    for (int j = 0; j < whole; j += COUNT) {
      lanes = lanes.max(load(a, j).sub(load(b, j)).abs());
    }
    float max = lanes.reduceLanes(VectorOperators.MAX);
    for (int j = whole; j < n; j++) {
      max = Math.max(max, Math.abs(a[j] - b[j]));
    }
    return max;
  }

  @Override
  public FloatActivations activations() {
    return new VectorFloatActivations();
  }

  @Override
  public FloatSums sums() {
    return new VectorFloatSums();
  }

  @Override
  public int addPairs(
      float[] values, int from, int n, float perQuantum, long[] into, int intoFrom) {
    return PairLanes.add(values, from, n, perQuantum, into, intoFrom);
  }

  @Override
  public void readPairs(long[] sums, int from, int n, float factor, float[] out, int outFrom) {
    PairLanes.read(sums, from, n, factor, out, outFrom);
  }

  @Override
  public int largestSize(float[] values, int from, int n) {
    return PairLanes.largestSize(values, from, n);
  }
}
