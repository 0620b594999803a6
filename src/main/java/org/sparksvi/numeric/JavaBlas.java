package org.sparksvi.numeric;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Products by netlib's implementation in Java, on the Vector API where this Java was started with
 * it.
 *
 * <p>That library stores columns together; a row-major product is the column-major product of the
 * transposes in the other order.
 */
final class JavaBlas implements Blas {
  private final BLAS blas;

  JavaBlas() {
    OpenBlasLibrary.loaded(); // before netlib, which would load another
    blas = dev.ludovic.netlib.blas.JavaBLAS.getInstance();
  }

  @Override
  public String name() {
    return "netlib-" + blas.getClass().getSimpleName() + "-" + Rounding.of(this);
  }

  @Override
  public void multiply(double alpha, Panel a, Panel b, double beta, Panel c) {
    Blas.requireSizes(a, b, c);
    blas.dgemm(
        b.transposed() ? "T" : "N",
        a.transposed() ? "T" : "N",
        c.columns(),
        c.rows(),
        a.width(),
        alpha,
        b.values(),
        b.from(),
        b.stride(),
        a.values(),
        a.from(),
        a.stride(),
        beta,
        c.values(),
        c.from(),
        c.stride());
  }

  @Override
  public void gram(double alpha, Panel a, double beta, Panel c) {
    Blas.requireSizes(a.transpose(), a, c);
    blas.dsyrk(
        "U",
        "N",
        a.columns(),
        a.rows(),
        alpha,
        a.values(),
        a.from(),
        a.stride(),
        beta,
        c.values(),
        c.from(),
        c.stride());
    Blas.mirror(c);
  }
}
