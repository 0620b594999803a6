package org.sparksvi.autodiff;

/** The row-major values of one node, or their derivatives, in one precision. */
interface Matrix {
  int rows();

  int columns();

  default int size() {
    return rows() * columns();
  }

  /** Element {@code i} in row-major order. */
  double get(int i);

  void set(double[] values, int from);

  void set(float[] values, int from);

  void fill(double value);

  void read(double[] out);

  void addTo(double[] into, int from);

  void addTo(float[] into, int from);

  /** The live array of floats or doubles, to be read only. */
  Object values();

  /** The live array for a caller who writes every element. */
  Object overwrite();
}
