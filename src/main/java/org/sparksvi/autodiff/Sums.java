package org.sparksvi.autodiff;

/** Sums of elements, and of their exponentials. */
final class Sums {
  private Sums() {}

  record Rows(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().rowSums(a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().fillColumns(out.derivative(), a.claim());
      a.contributed();
    }
  }

  record Columns(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().columnSums(a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().fillRows(out.derivative(), a.claim());
      a.contributed();
    }
  }

  record All(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().sum(a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      a.claim().fill(out.derivative().get(0));
      a.contributed();
    }
  }

  record LogSumExp(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().logSumExp(a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().logSumExpSlope(a.value(), out.value(), out.derivative(), a.claim());
      a.contributed();
    }
  }

  record LogSoftmax(Node a) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().logSoftmax(a.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().logSoftmaxSlope(out.value(), out.derivative(), a.claim());
      a.contributed();
    }
  }
}
