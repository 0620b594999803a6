package org.sparksvi.autodiff;

/** Products of matrices. */
final class Products {
  private Products() {}

  /** {@code a b}. */
  record Dense(Node a, Node b) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().multiply(a.value(), false, b.value(), false, out.value());
    }

    @Override
    public void backward(Node out) {
      if (b.differentiated()) {
        out.arithmetic().multiply(a.value(), true, out.derivative(), false, b.claim());
        b.contributed();
      }
      if (a.differentiated()) {
        out.arithmetic().multiply(out.derivative(), false, b.value(), true, a.claim());
        a.contributed();
      }
    }
  }

  /** {@code x b}. */
  record Sparse(SparseLeaf x, Node b) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().multiply(x, b.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      if (b.differentiated()) {
        out.arithmetic().multiplyTransposed(x, out.derivative(), b.claim());
        b.contributed();
      }
    }
  }

  /** A product plus a row. */
  record Affine(Operation product, Node bias) implements Operation {
    @Override
    public void forward(Node out) {
      product.forward(out);
      out.arithmetic().plusRow(out.value(), bias.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      if (bias.differentiated()) {
        out.arithmetic().columnSums(out.derivative(), bias.claim());
        bias.contributed();
      }
      product.backward(out);
    }
  }

  /** {@code Σ_c a[r, c] b[r, c]}. */
  record RowDots(Node a, Node b) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().rowDots(a.value(), b.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      if (a.differentiated()) {
        out.arithmetic().timesColumn(b.value(), out.derivative(), a.claim());
        a.contributed();
      }
      if (b.differentiated()) {
        out.arithmetic().timesColumn(a.value(), out.derivative(), b.claim());
        b.contributed();
      }
    }
  }

  /** {@code Σ_c x[r, c] a[r, c]}. */
  record SparseRowDots(SparseLeaf x, Node a) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().rowDots(x, a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().timesColumn(x, out.derivative(), a.claim());
      a.contributed();
    }
  }
}
