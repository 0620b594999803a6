package org.sparksvi.models.mixture;

/**
 * What an executor needs of Gaussian or Student components to say log densities of centred and
 * scaled rows.
 *
 * <pre>
 *   log p_k(x) = constant_k − ½ q_k(x)                        Gaussian
 *   log p_k(x) = constant_k − exponent_k log (1 + q_k(x))     Student
 *   q_k(x) = |A_k x − a_k|²      or Σ_d (A_kd x_d − a_kd)² where A is diagonal
 * </pre>
 *
 * <p>Arrays are live; nobody writes to them after the read-out.
 */
final class GaussianTable {
  /** How q turns into a log density. */
  enum Tail {
    GAUSSIAN,
    STUDENT,
    /** One Student density per column: the logs are of the parts of q. */
    STUDENT_BY_COLUMN
  }

  private final int components;
  private final int columns;
  private final boolean diagonal;
  private final Tail tail;
  private final double[] whitening; // components × columns × (1 + columns): −a, A; or (1 + 1)
  private final double[] constants; // components
  private final double[] exponents; // components

  GaussianTable(int components, int columns, boolean diagonal, Tail tail) {
    this.components = components;
    this.columns = columns;
    this.diagonal = diagonal;
    this.tail = tail;
    this.whitening = new double[components * columns * (diagonal ? 2 : 1 + columns)];
    this.constants = new double[components];
    this.exponents = new double[components];
  }

  /** Sets a component whose A is lower triangular. */
  void set(
      int k,
      double constant,
      double exponent,
      double factor,
      double[] lower,
      double[] mean,
      int from) {
    constants[k] = constant;
    exponents[k] = exponent;
    int width = 1 + columns;
    for (int i = 0; i < columns; i++) {
      int row = (k * columns + i) * width;
      double shift = 0;
      for (int j = 0; j <= i; j++) {
        double a = factor * lower[i * columns + j];
        whitening[row + 1 + j] = a;
        shift += a * mean[from + j];
      }
      whitening[row] = -shift;
    }
  }

  /** Sets a component whose A is diagonal. */
  void set(int k, double constant, double exponent, double[] scale, double[] mean, int from) {
    constants[k] = constant;
    exponents[k] = exponent;
    for (int d = 0; d < columns; d++) {
      whitening[2 * (k * columns + d)] = -scale[d] * mean[from + d];
      whitening[2 * (k * columns + d) + 1] = scale[d];
    }
  }

  /** Adds to every log density, such as the change of the rows' units. */
  void shift(double by) {
    for (int k = 0; k < components; k++) {
      constants[k] += by;
    }
  }

  int components() {
    return components;
  }

  int columns() {
    return columns;
  }

  boolean diagonal() {
    return diagonal;
  }

  Tail tail() {
    return tail;
  }

  double[] whitening() {
    return whitening;
  }

  double constant(int k) {
    return constants[k];
  }

  double exponent(int k) {
    return exponents[k];
  }
}
