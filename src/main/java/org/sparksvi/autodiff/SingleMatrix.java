package org.sparksvi.autodiff;

import java.util.Arrays;
import org.sparksvi.numeric.FloatMatrix;

/** Values in single precision. */
final class SingleMatrix implements Matrix {
  private final FloatMatrix floats;

  SingleMatrix(int rows, int columns) {
    floats = new FloatMatrix(rows, columns);
  }

  FloatMatrix floats() {
    return floats;
  }

  @Override
  public int rows() {
    return floats.rows();
  }

  @Override
  public int columns() {
    return floats.columns();
  }

  @Override
  public double get(int i) {
    return values()[i];
  }

  @Override
  public float[] values() {
    return floats.values();
  }

  @Override
  public float[] overwrite() {
    return floats.overwrite();
  }

  @Override
  public void set(double[] values, int from) {
    float[] out = overwrite();
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[from + i];
    }
  }

  @Override
  public void set(float[] values, int from) {
    floats.set(values, from);
  }

  @Override
  public void fill(double value) {
    Arrays.fill(overwrite(), (float) value);
  }

  @Override
  public void read(double[] out) {
    float[] values = values();
    for (int i = 0; i < values.length; i++) {
      out[i] = values[i];
    }
  }

  @Override
  public void addTo(double[] into, int from) {
    float[] values = values();
    for (int i = 0; i < values.length; i++) {
      into[from + i] += values[i];
    }
  }

  @Override
  public void addTo(float[] into, int from) {
    floats.addTo(into, from);
  }
}
