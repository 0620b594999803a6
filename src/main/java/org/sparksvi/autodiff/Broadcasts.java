package org.sparksvi.autodiff;

/** Operations of a matrix with one row or one column. */
final class Broadcasts {
  private Broadcasts() {}

  record PlusRow(Node a, Node row) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().plusRow(a.value(), row.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      if (a.differentiated()) {
        out.arithmetic().line(1, 0, out.derivative(), a.claim());
        a.contributed();
      }
      if (row.differentiated()) {
        out.arithmetic().columnSums(out.derivative(), row.claim());
        row.contributed();
      }
    }
  }

  record TimesRow(Node a, Node row) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().timesRow(a.value(), row.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      if (a.differentiated()) {
        out.arithmetic().timesRow(out.derivative(), row.value(), a.claim());
        a.contributed();
      }
      if (row.differentiated()) {
        out.arithmetic().columnDots(out.derivative(), a.value(), row.claim());
        row.contributed();
      }
    }
  }

  record PlusColumn(Node a, Node column) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().plusColumn(a.value(), column.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      if (a.differentiated()) {
        out.arithmetic().line(1, 0, out.derivative(), a.claim());
        a.contributed();
      }
      if (column.differentiated()) {
        out.arithmetic().rowSums(out.derivative(), column.claim());
        column.contributed();
      }
    }
  }

  record TimesColumn(Node a, Node column) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().timesColumn(a.value(), column.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      if (a.differentiated()) {
        out.arithmetic().timesColumn(out.derivative(), column.value(), a.claim());
        a.contributed();
      }
      if (column.differentiated()) {
        out.arithmetic().rowDots(out.derivative(), a.value(), column.claim());
        column.contributed();
      }
    }
  }
}
