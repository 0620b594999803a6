package org.sparksvi.autodiff;

/** Operations on single elements. */
final class Elements {
  private Elements() {}

  record Applied(Function function, Node x) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().apply(function, x.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().slope(function, x.value(), out.value(), out.derivative(), x.claim());
      x.contributed();
    }
  }

  /** {@code scale · x + shift}. */
  record Line(double scale, double shift, Node x) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().line(scale, shift, x.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().line(scale, 0, out.derivative(), x.claim());
      x.contributed();
    }
  }

  record Clamp(double low, double high, Node x) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().clamp(low, high, x.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      out.arithmetic().within(low, high, x.value(), out.derivative(), x.claim());
      x.contributed();
    }
  }

  /** {@code a + sign · b}. */
  record Sum(Node a, Node b, int sign) implements Operation {
    @Override
    public void forward(Node out) {
      if (sign > 0) {
        out.arithmetic().add(a.value(), b.value(), out.value());
      } else {
        out.arithmetic().subtract(a.value(), b.value(), out.value());
      }
    }

    @Override
    public void backward(Node out) {
      if (a.differentiated()) {
        out.arithmetic().line(1, 0, out.derivative(), a.claim());
        a.contributed();
      }
      if (b.differentiated()) {
        out.arithmetic().line(sign, 0, out.derivative(), b.claim());
        b.contributed();
      }
    }
  }

  record Times(Node a, Node b) implements Operation {
    @Override
    public void forward(Node out) {
      out.arithmetic().times(a.value(), b.value(), out.value());
    }

    @Override
    public void backward(Node out) {
      if (a.differentiated()) {
        out.arithmetic().times(out.derivative(), b.value(), a.claim());
        a.contributed();
      }
      if (b.differentiated()) {
        out.arithmetic().times(out.derivative(), a.value(), b.claim());
        b.contributed();
      }
    }
  }

  /** The values of x themselves; the derivative is multiplied by the values of a column. */
  record TimesDerivative(Node x, Node column) implements Operation {
    @Override
    public void forward(Node out) {}

    @Override
    public void backward(Node out) {
      if (x.differentiated()) {
        out.arithmetic().timesColumn(out.derivative(), column.value(), x.claim());
        x.contributed();
      }
    }
  }
}
