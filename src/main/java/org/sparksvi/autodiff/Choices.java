package org.sparksvi.autodiff;

/** Quotients and powers, and operations that take elements from one of two matrices. */
final class Choices {
  private Choices() {}

  record Quotient(Node a, Node b) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().divide(a.value(), b.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      if (a.differentiated()) {
        out.arithmetic().divide(out.derivative(), b.value(), a.claim());
        a.contributed();
      }
      if (b.differentiated()) {
        out.arithmetic().divisorSlope(out.derivative(), out.value(), b.value(), b.claim());
        b.contributed();
      }
    }
  }

  record Power(double exponent, Node x) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().power(exponent, x.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().powerSlope(exponent, x.value(), out.derivative(), x.claim());
      x.contributed();
    }
  }

  /** The larger or the smaller of two; of equals, a is taken. */
  record Extreme(boolean larger, Node a, Node b, Matrix taken) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().extreme(larger, a.value(), b.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      Node high = larger ? a : b;
      Node low = larger ? b : a;
      out.arithmetic().atLeast(high.value(), low.value(), taken);
      split(taken, a, b, out);
    }
  }

  /** Elements of a where the mask is not 0, of b elsewhere. */
  record Selection(Node mask, Node a, Node b) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().select(mask.value(), a.value(), b.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      split(mask.value(), a, b, out);
    }
  }

  private static void split(Matrix taken, Node a, Node b, Node out) {
    if (a.differentiated()) {
      out.arithmetic().select(taken, out.derivative(), null, a.claim());
      a.contributed();
    }
    if (b.differentiated()) {
      out.arithmetic().select(taken, null, out.derivative(), b.claim());
      b.contributed();
    }
  }
}
