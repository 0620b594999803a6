package org.sparksvi.numeric;

/** The kernels in plain Java, one element at a time. */
public final class ScalarFloatKernels implements FloatKernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void weightedRows(
      float[] weight, int rows, float[] matrix, int stride, int columns, float[] out) {
    for (int j = 0; j < columns; j++) {
      out[j] = 0;
    }
    for (int i = 0; i < rows; i++) {
      addScaled(weight[i], matrix, i * stride, columns, out, 0);
    }
  }

  @Override
  public void addScaled(float scale, float[] row, int from, int n, float[] into, int intoFrom) {
    for (int j = 0; j < n; j++) {
      into[intoFrom + j] = Math.fma(scale, row[from + j], into[intoFrom + j]);
    }
  }

  @Override
  public void divide(float[] numerator, float[] denominator, int n, float[] out) {
    for (int j = 0; j < n; j++) {
      out[j] = numerator[j] / denominator[j];
    }
  }

  @Override
  public void digamma(float[] x, int from, int n, float[] out, int outFrom) {
    for (int j = 0; j < n; j++) {
      out[outFrom + j] = FloatFunctions.digamma(x[from + j]);
    }
  }

  @Override
  public void exp(float[] x, int from, int n, float floor, float[] out, int outFrom) {
    for (int j = 0; j < n; j++) {
      out[outFrom + j] = Math.max(FloatFunctions.exp(x[from + j]), floor);
    }
  }

  @Override
  public void log(float[] x, int from, int n, float[] out, int outFrom) {
    for (int j = 0; j < n; j++) {
      out[outFrom + j] = FloatFunctions.log(x[from + j]);
    }
  }

  @Override
  public void expDigammaShifted(float[] x, int n, float floor, float[] out) {
    // exp ψ = (x + 7/2) exp(−deficit): no logarithm; the smallest deficit is taken out first
    float least = Float.POSITIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      out[k] = FloatFunctions.digammaDeficit(x[k]);
      least = Math.min(least, out[k]);
    }
    float largest = 0;
    for (int k = 0; k < n; k++) {
      out[k] = (x[k] + 3.5f) * FloatFunctions.exp(least - out[k]);
      largest = Math.max(largest, out[k]);
    }
    for (int k = 0; k < n; k++) {
      out[k] = Math.max(out[k] / largest, floor);
    }
  }

  @Override
  public float max(float[] values, int from, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int j = from; j < from + n; j++) {
      max = Math.max(max, values[j]);
    }
    return max;
  }

  @Override
  public float maxAbsDifference(float[] a, float[] b, int n) {
    float max = 0;
    for (int j = 0; j < n; j++) {
      max = Math.max(max, Math.abs(a[j] - b[j]));
    }
    return max;
  }

  @Override
  public FloatActivations activations() {
    return new ScalarFloatActivations();
  }

  @Override
  public FloatSums sums() {
    return new ScalarFloatSums();
  }

  @Override
  public int addPairs(
      float[] values, int from, int n, float perQuantum, long[] into, int intoFrom) {
    for (int i = 0; i < n; i++) {
      long quanta = (int) Math.rint((double) values[from + i] * perQuantum);
      into[intoFrom + (i >> 1)] += (i & 1) == 0 ? quanta : quanta << Integer.SIZE;
    }
    return largestSize(values, from, n);
  }

  @Override
  public void readPairs(long[] sums, int from, int n, float factor, float[] out, int outFrom) {
    for (int i = 0; i < n; i++) {
      long pair = sums[from + (i >> 1)];
      int sum = (i & 1) == 0 ? SinglePairs.low(pair) : SinglePairs.high(pair);
      out[outFrom + i] = (float) sum * factor;
    }
  }

  @Override
  public int largestSize(float[] values, int from, int n) {
    int largest = 0; // sizes are ordered as their bits are, with NaN above all
    for (int j = from; j < from + n; j++) {
      largest = Math.max(largest, Float.floatToRawIntBits(values[j]) & Integer.MAX_VALUE);
    }
    return largest;
  }
}
