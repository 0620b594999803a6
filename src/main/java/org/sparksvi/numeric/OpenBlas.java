package org.sparksvi.numeric;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Products by OpenBLAS.
 *
 * <p>Operands are copied to memory outside the heap that the instance keeps and that always begins
 * at a cache line, so that the library sees the same alignment in every call.
 */
final class OpenBlas implements Blas {
  private final Room a = new Room();
  private final Room b = new Room();
  private final Room c = new Room();

  @Override
  public String name() {
    return "openblas-" + OpenBlasLibrary.version() + "-" + Rounding.of(this);
  }

  @Override
  public void multiply(double alpha, Panel left, Panel right, double beta, Panel out) {
    Blas.requireSizes(left, right, out);
    cblas_dgemm(
        CblasRowMajor,
        left.transposed() ? CblasTrans : CblasNoTrans,
        right.transposed() ? CblasTrans : CblasNoTrans,
        out.rows(),
        out.columns(),
        left.width(),
        alpha,
        a.fill(left),
        left.stride(),
        b.fill(right),
        right.stride(),
        beta,
        beta == 0 ? c.reserve(out) : c.fill(out),
        out.stride());
    c.drain(out);
  }

  /** As a product, which computes both triangles, so that one kernel alone decides the bits. */
  @Override
  public void gram(double alpha, Panel rows, double beta, Panel out) {
    multiply(alpha, rows.transpose(), rows, beta, out);
    Blas.mirror(out);
  }

  /** Memory outside the heap for one operand. */
  private static final class Room {
    private static final int ALIGNMENT = 64; // bytes, a cache line

    private DoubleBuffer buffer = DoubleBuffer.allocate(0);
    private DoublePointer pointer; // to the buffer's first element

    /** Makes room for a panel and copies it there. */
    DoublePointer fill(Panel panel) {
      reserve(panel);
      buffer.put(0, panel.values(), panel.from(), panel.span());
      return pointer;
    }

    DoublePointer reserve(Panel panel) {
      if (panel.span() > buffer.capacity()) {
        int bytes = Math.multiplyExact(panel.span(), Double.BYTES);
        ByteBuffer memory = ByteBuffer.allocateDirect(Math.addExact(bytes, 2 * ALIGNMENT));
        buffer = memory.alignedSlice(ALIGNMENT).order(ByteOrder.nativeOrder()).asDoubleBuffer();
        pointer = new DoublePointer(buffer);
      }
      return pointer;
    }

    /** Copies the rows of a panel back, and nothing between them. */
    void drain(Panel panel) {
      if (panel.stride() == panel.columns()) {
        buffer.get(0, panel.values(), panel.from(), panel.span());
        return;
      }
      for (int r = 0; r < panel.rows(); r++) {
        int at = r * panel.stride();
        buffer.get(at, panel.values(), panel.from() + at, panel.columns());
      }
    }
  }
}
