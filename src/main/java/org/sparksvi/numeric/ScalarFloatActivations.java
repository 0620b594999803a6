package org.sparksvi.numeric;

/** The activations in plain Java, one element at a time. */
final class ScalarFloatActivations implements FloatActivations {
  @Override
  public void tanh(float[] x, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.sigmoid(x[i]);
    }
  }

  @Override
  public void softplus(float[] x, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = FloatFunctions.softplus(x[i]);
    }
  }

  @Override
  public void logSigmoid(float[] x, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = -FloatFunctions.softplus(-x[i]);
    }
  }

  @Override
  public void elu(float[] x, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] > 0 ? x[i] : FloatFunctions.expm1(x[i]);
    }
  }

  @Override
  public void timesSigmoid(float sign, float[] x, float[] factor, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = factor[i] * FloatFunctions.sigmoid(sign * x[i]);
    }
  }

  @Override
  public void within(float low, float high, float[] x, float[] value, int n, float[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] >= low && x[i] <= high ? value[i] : 0;
    }
  }
}
