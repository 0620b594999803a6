package org.sparksvi.autodiff;

import java.util.Arrays;
import java.util.Objects;

/** A matrix whose values are set from outside: data, or a variable that is differentiated. */
public final class Leaf extends Node {
  Leaf(Graph graph, int index, Matrix value, boolean differentiated) {
    super(graph, index, value, differentiated, Operation.NONE);
  }

  /** Copies rows · columns values, row-major, from an offset on. */
  public void set(double[] values, int from) {
    Objects.checkFromIndexSize(from, value().size(), values.length);
    value().set(values, from);
  }

  /** Copies rows · columns values, row-major, from an offset on. */
  public void set(float[] values, int from) {
    Objects.checkFromIndexSize(from, value().size(), values.length);
    value().set(values, from);
  }

  /**
   * Adds the derivative of the last backward pass, row-major, to values from an offset on.
   *
   * @throws IllegalStateException for data, which have none
   */
  public void addDerivative(float[] into, int from) {
    requireVariable();
    Objects.checkFromIndexSize(from, value().size(), into.length);
    if (reached()) {
      derivative().addTo(into, from);
    }
  }

  /**
   * Adds the derivative of the last backward pass, row-major, to values from an offset on.
   *
   * @throws IllegalStateException for data, which have none
   */
  public void addDerivative(double[] into, int from) {
    requireVariable();
    Objects.checkFromIndexSize(from, value().size(), into.length);
    if (reached()) {
      derivative().addTo(into, from);
    }
  }

  /**
   * Copies the derivative of the last backward pass, row-major, to the beginning of {@code out}.
   *
   * @throws IllegalStateException for data, which have none
   */
  public void readDerivative(double[] out) {
    requireVariable();
    Objects.checkFromIndexSize(0, value().size(), out.length);
    if (reached()) {
      derivative().read(out);
    } else {
      Arrays.fill(out, 0, value().size(), 0);
    }
  }

  private void requireVariable() {
    if (!differentiated()) {
      throw new IllegalStateException(
          "only variables have derivatives, but this leaf of %s is data".formatted(this));
    }
  }
}
