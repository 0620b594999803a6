package org.sparksvi.numeric;

/**
 * Products of dense matrices in single precision.
 *
 * <p>The same call gives the same bits on any thread. Another implementation, or another processor,
 * may round in another order: {@link #name()} tells them apart.
 */
public interface FloatBlas {

  /**
   * The implementation and its rounding: implementations of the same name give the same bits on the
   * products that name them.
   */
  String name();

  /**
   * {@code out ← a b}, where a, b or both may be taken as their transposes; what stands in out is
   * not read.
   *
   * @param out must be another matrix than a and b
   */
  void multiply(
      FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB, FloatMatrix out);

  /** The fastest implementation that this machine has. */
  static FloatBlas best() {
    return OpenBlasLibrary.loaded() ? new OpenFloatBlas() : new JavaFloatBlas();
  }

  /** The implementation called {@code openblas} or {@code java}. */
  static FloatBlas byName(String name) {
    return switch (name) {
      case "openblas" -> {
        OpenBlasLibrary.require();
        yield new OpenFloatBlas();
      }
      case "java" -> new JavaFloatBlas();
      default ->
          throw new IllegalArgumentException(
              "the linear algebra must be 'openblas' or 'java', but was '" + name + "'");
    };
  }

  /** Refuses sizes that do not make a product; the number of terms of each sum. */
  static int requireSizes(
      FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB, FloatMatrix out) {
    int m = transposeA ? a.columns() : a.rows();
    int inner = transposeA ? a.rows() : a.columns();
    int k = transposeB ? b.columns() : b.rows();
    int n = transposeB ? b.rows() : b.columns();
    if (inner != k || m != out.rows() || n != out.columns()) {
      throw new IllegalArgumentException(
          "a product must be (m x k)(k x n) into m x n, but was (%d x %d)(%d x %d) into %s"
              .formatted(m, inner, k, n, out));
    }
    return inner;
  }
}
