package org.sparksvi.numeric;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

/** Products by OpenBLAS. */
final class OpenFloatBlas implements FloatBlas {
  @Override
  public String name() {
    return "openblas-" + OpenBlasLibrary.version() + "-" + Rounding.of(this);
  }

  @Override
  public void multiply(
      FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB, FloatMatrix out) {
    int inner = FloatBlas.requireSizes(a, transposeA, b, transposeB, out);
    cblas_sgemm(
        CblasRowMajor,
        transposeA ? CblasTrans : CblasNoTrans,
        transposeB ? CblasTrans : CblasNoTrans,
        out.rows(),
        out.columns(),
        inner,
        1,
        a.nativeValues(),
        a.columns(),
        b.nativeValues(),
        b.columns(),
        0,
        out.nativeOverwrite(),
        out.columns());
  }
}
