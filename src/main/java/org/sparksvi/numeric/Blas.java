package org.sparksvi.numeric;

/**
 * Products of dense matrices in double precision.
 *
 * <p>The same call gives the same bits, on any thread and wherever its arrays lie. Another
 * implementation, or another processor, may round in another order: {@link #name()} tells them
 * apart.
 *
 * <p>An instance may hold scratch: it serves one thread.
 */
public interface Blas {

  /**
   * The implementation and its rounding: implementations of the same name give the same bits on the
   * product that names them.
   */
  String name();

  /**
   * {@code c ← alpha · a b + beta · c}; where beta is 0, what stands in c is not read.
   *
   * @param c not transposed; must not overlap a or b
   */
  void multiply(double alpha, Panel a, Panel b, double beta, Panel c);

  /**
   * {@code c ← alpha · aᵀ a + beta · c}, both triangles of c.
   *
   * @param a not transposed
   * @param c symmetric, not transposed; must not overlap a
   */
  void gram(double alpha, Panel a, double beta, Panel c);

  /** The fastest implementation that this machine has. */
  static Blas best() {
    return OpenBlasLibrary.loaded() ? new OpenBlas() : new JavaBlas();
  }

  /** The implementation called {@code openblas} or {@code java}. */
  static Blas byName(String name) {
    return switch (name) {
      case "openblas" -> {
        OpenBlasLibrary.require();
        yield new OpenBlas();
      }
      case "java" -> new JavaBlas();
      default ->
          throw new IllegalArgumentException(
              "the linear algebra must be 'openblas' or 'java', but was '" + name + "'");
    };
  }

  /** Refuses sizes that do not make a product. */
  static void requireSizes(Panel a, Panel b, Panel c) {
    boolean fits = a.width() == b.height() && a.height() == c.height() && b.width() == c.width();
    if (!fits || c.transposed()) {
      throw new IllegalArgumentException(
          "a product must be (m x k)(k x n) into m x n as stored, but was (%s)(%s) into %s%s"
              .formatted(a, b, c, c.transposed() ? " transposed" : ""));
    }
  }

  /** Copies the lower triangle of a square panel to the upper one. */
  static void mirror(Panel c) {
    double[] values = c.values();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < i; j++) {
        values[c.from() + j * c.stride() + i] = values[c.from() + i * c.stride() + j];
      }
    }
  }
}
