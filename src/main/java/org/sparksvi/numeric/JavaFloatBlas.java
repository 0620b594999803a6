package org.sparksvi.numeric;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Products by netlib's implementation in Java, as {@link JavaBlas} in double precision: a row-major
 * product is the column-major product of the transposes in the other order.
 */
final class JavaFloatBlas implements FloatBlas {
  private final BLAS blas;

  JavaFloatBlas() {
    OpenBlasLibrary.loaded(); // before netlib, which would load another
    blas = dev.ludovic.netlib.blas.JavaBLAS.getInstance();
  }

  @Override
  public String name() {
    return "netlib-" + blas.getClass().getSimpleName() + "-" + Rounding.of(this);
  }

  @Override
  public void multiply(
      FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB, FloatMatrix out) {
    int inner = FloatBlas.requireSizes(a, transposeA, b, transposeB, out);
    blas.sgemm(
        transposeB ? "T" : "N",
        transposeA ? "T" : "N",
        out.columns(),
        out.rows(),
        inner,
        1,
        b.values(),
        b.columns(),
        a.values(),
        a.columns(),
        0,
        out.overwrite(),
        out.columns());
  }
}
