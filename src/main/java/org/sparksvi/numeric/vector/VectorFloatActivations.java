package org.sparksvi.numeric.vector;

import static org.sparksvi.numeric.vector.Lanes.COUNT;
import static org.sparksvi.numeric.vector.Lanes.FLOATS;
import static org.sparksvi.numeric.vector.Lanes.all;
import static org.sparksvi.numeric.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.sparksvi.numeric.FloatActivations;
import org.sparksvi.numeric.FloatFunctions;

/** The activations on all lanes at once; what is left over after whole vectors one by one. */
final class VectorFloatActivations implements FloatActivations {
  @Override
  public void tanh(float[] x, int n, float[] out) {
    int whole = FLOATS.loopBound(n);
    for (int i = 0; i < whole; i += COUNT) {
      Lanes.tanh(load(x, i)).intoArray(out, i);
    }
    for (int i = whole; i < n; i++) {
      out[i] = FloatFunctions.tanh(x[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int n, float[] out) {
    int whole = FLOATS.loopBound(n);
    for (int i = 0; i < whole; i += COUNT) {
      Lanes.sigmoid(load(x, i)).intoArray(out, i);
    }
    for (int i = whole; i < n; i++) {
      out[i] = FloatFunctions.sigmoid(x[i]);
    }
  }

  @Override
  public void softplus(float[] x, int n, float[] out) {
    int whole = FLOATS.loopBound(n);
    for (int i = 0; i < whole; i += COUNT) {
      Lanes.softplus(load(x, i)).intoArray(out, i);
    }
    for (int i = whole; i < n; i++) {
      out[i] = FloatFunctions.softplus(x[i]);
    }
  }

  @Override
  public void logSigmoid(float[] x, int n, float[] out) {
    int whole = FLOATS.loopBound(n);
    for (int i = 0; i < whole; i += COUNT) {
      Lanes.softplus(load(x, i).neg()).neg().intoArray(out, i);
    }
    for (int i = whole; i < n; i++) {
      out[i] = -FloatFunctions.softplus(-x[i]);
    }
  }

  @Override
  public void elu(float[] x, int n, float[] out) {
    int whole = FLOATS.loopBound(n);
    for (int i = 0; i < whole; i += COUNT) {
      FloatVector v = load(x, i);
      VectorMask<Float> positive = v.compare(VectorOperators.GT, 0);
      Lanes.expm1(v).blend(v, positive).intoArray(out, i);
    }
    for (int i = whole; i < n; i++) {
      out[i] = x[i] > 0 ? x[i] : FloatFunctions.expm1(x[i]);
    }
  }

  @Override
  public void timesSigmoid(float sign, float[] x, float[] factor, int n, float[] out) {
    int whole = FLOATS.loopBound(n);
    FloatVector signs = all(sign);
    for (int i = 0; i < whole; i += COUNT) {
      load(factor, i).mul(Lanes.sigmoid(signs.mul(load(x, i)))).intoArray(out, i);
    }
    for (int i = whole; i < n; i++) {
      out[i] = factor[i] * FloatFunctions.sigmoid(sign * x[i]);
    }
  }

  @Override
  public void within(float low, float high, float[] x, float[] value, int n, float[] out) {
    int whole = FLOATS.loopBound(n);
    FloatVector lows = all(low);
    FloatVector highs = all(high);
    FloatVector zeros = FloatVector.zero(FLOATS);
    for (int i = 0; i < whole; i += COUNT) {
      FloatVector v = load(x, i);
      VectorMask<Float> inside =
          v.compare(VectorOperators.GE, lows).and(v.compare(VectorOperators.LE, highs));
      zeros.blend(load(value, i), inside).intoArray(out, i);
    }
    for (int i = whole; i < n; i++) {
      out[i] = x[i] >= low && x[i] <= high ? value[i] : 0;
    }
  }
}
