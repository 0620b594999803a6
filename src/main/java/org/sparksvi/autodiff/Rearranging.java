package org.sparksvi.autodiff;

/** Operations that put whole rows elsewhere, stretch, or add up along rows. */
final class Rearranging {
  private Rearranging() {}

  /** Row r is row index[r] of a. */
  record Gathered(Node a, IndexLeaf index) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().gatherRows(index.places(), a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().scatterRows(index.places(), out.derivative(), a.claim());
      a.contributed();
    }
  }

  record Transposed(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().transpose(a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().transpose(out.derivative(), a.claim());
      a.contributed();
    }
  }

  /** Rows from {@code from} on, as many as the result has. */
  record Rows(Node a, int from) implements Operation {
    @Override
    public void forward(Node out) {
      copy(a.value(), from * a.columns(), out.value().overwrite(), 0, out.value().size());
    }

    @Override
    public void backward(Node out) {
      Matrix target = a.claim();
      target.fill(0);
      copy(out.derivative(), 0, target.overwrite(), from * a.columns(), out.value().size());
      a.contributed();
    }
  }

  /** The rows of a, then those of b. */
  record Stacked(Node a, Node b) implements Operation {
    @Override
    public void forward(Node out) {
      Object into = out.value().overwrite();
      copy(a.value(), 0, into, 0, a.value().size());
      copy(b.value(), 0, into, a.value().size(), b.value().size());
    }

    @Override
    public void backward(Node out) {
      contribute(out, 0, a);
      contribute(out, a.value().size(), b);
    }

    private static void contribute(Node out, int from, Node to) {
      if (to.differentiated()) {
        copy(out.derivative(), from, to.claim().overwrite(), 0, to.value().size());
        to.contributed();
      }
    }
  }

  private static void copy(Matrix source, int from, Object into, int at, int n) {
    System.arraycopy(source.values(), from, into, at, n);
  }

  /** A single number, everywhere. */
  record Filled(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      out.value().fill(a.value().get(0));
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().sum(out.derivative(), a.claim());
      a.contributed();
    }
  }

  /** A row of 1 x m, n times. */
  record FilledRows(Node row) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().fillRows(row.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().columnSums(out.derivative(), row.claim());
      row.contributed();
    }
  }

  /** A column of n x 1, m times. */
  record FilledColumns(Node column) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().fillColumns(column.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().rowSums(out.derivative(), column.claim());
      column.contributed();
    }
  }

  record CumulativeSums(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().cumulativeSums(false, a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().cumulativeSums(true, out.derivative(), a.claim());
      a.contributed();
    }
  }
}
