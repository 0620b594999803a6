package org.sparksvi.autodiff;

/** Operations that put elements elsewhere. */
final class Reshaping {
  private Reshaping() {}

  /** Columns from {@code from} on, as many as the result has. */
  record Columns(Node a, int from) implements Operation {
    @Override
    public void forward(Node out) {
      copyColumns(a.value(), from, out.value().overwrite(), out.columns(), 0, out.columns());
    }

    @Override
    public void backward(Node out) {
      Matrix target = a.claim();
      target.fill(0);
      Object into = target.overwrite();
      copyColumns(out.derivative(), 0, into, a.columns(), from, out.columns());
      a.contributed();
    }
  }

  /** The columns of a, then those of b. */
  record Concatenation(Node a, Node b) implements Operation {
    @Override
    public void forward(Node out) {
      Object into = out.value().overwrite();
      copyColumns(a.value(), 0, into, out.columns(), 0, a.columns());
      copyColumns(b.value(), 0, into, out.columns(), a.columns(), b.columns());
    }

    @Override
    public void backward(Node out) {
      contribute(out, 0, a);
      contribute(out, a.columns(), b);
    }

    private static void contribute(Node out, int from, Node to) {
      if (to.differentiated()) {
        Object into = to.claim().overwrite();
        copyColumns(out.derivative(), from, into, to.columns(), 0, to.columns());
        to.contributed();
      }
    }
  }

  /** Copies n columns of every row; {@code width} is the length of a row there. */
  private static void copyColumns(Matrix source, int from, Object into, int width, int at, int n) {
    Object values = source.values();
    for (int r = 0; r < source.rows(); r++) {
      System.arraycopy(values, r * source.columns() + from, into, r * width + at, n);
    }
  }

  /** Each row {@code times} times, one after the other. */
  record RepeatedRows(Node a, int times) implements Operation {
    @Override
    public void forward(Node out) {
      Object values = a.value().values();
      Object into = out.value().overwrite();
      int n = a.columns();
      for (int r = 0; r < out.rows(); r++) {
        System.arraycopy(values, r / times * n, into, r * n, n);
      }
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().groupSums(times, out.derivative(), a.claim());
      a.contributed();
    }
  }

  /** The same elements in rows of another length. */
  record Reshaped(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      copy(a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      copy(out.derivative(), a.claim());
      a.contributed();
    }

    private static void copy(Matrix from, Matrix to) {
      System.arraycopy(from.values(), 0, to.overwrite(), 0, from.size());
    }
  }
}
