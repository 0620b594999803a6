package org.sparksvi.autodiff;

import java.util.Arrays;

/** Values in double precision. */
final class DoubleMatrix implements Matrix {
  private final int rows;
  private final int columns;
  private double[] array; // rows × columns; null before its first use

  DoubleMatrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public double get(int i) {
    return values()[i];
  }

  @Override
  public double[] values() {
    if (array == null) {
      array = new double[size()];
    }
    return array;
  }

  @Override
  public double[] overwrite() {
    return values();
  }

  @Override
  public void set(double[] values, int from) {
    System.arraycopy(values, from, values(), 0, size());
  }

  @Override
  public void set(float[] values, int from) {
    double[] out = values();
    for (int i = 0; i < out.length; i++) {
      out[i] = values[from + i];
    }
  }

  @Override
  public void fill(double value) {
    Arrays.fill(values(), value);
  }

  @Override
  public void read(double[] out) {
    System.arraycopy(values(), 0, out, 0, size());
  }

  @Override
  public void addTo(double[] into, int from) {
    double[] values = values();
    for (int i = 0; i < values.length; i++) {
      into[from + i] += values[i];
    }
  }

  @Override
  public void addTo(float[] into, int from) {
    double[] values = values();
    for (int i = 0; i < values.length; i++) {
      into[from + i] += (float) values[i];
    }
  }
}
