package org.sparksvi.autodiff;

import java.util.Arrays;
import java.util.Objects;

/**
 * A matrix in a {@link Graph}: a leaf, or the result of an operation on nodes before it.
 *
 * <p>Its values are those of the last {@link Graph#forward()}; before the first they are zeros.
 */
public class Node {
  private final Graph graph;
  private final int index;
  private final Node[] inputs;
  private final Operation operation;
  private final Matrix value;
  private final Matrix derivative; // null where nothing is differentiated
  private Matrix spare; // for contributions after the first; null with fewer than two consumers
  private final boolean ofVariables; // whether it depends on a variable, differentiated or not
  private int consumers;
  private boolean reached; // whether the derivative holds a contribution
  private boolean needed;

  Node(
      Graph graph,
      int index,
      Matrix value,
      boolean differentiated,
      Operation operation,
      Node... inputs) {
    this.graph = graph;
    this.index = index;
    this.value = value;
    this.operation = operation;
    this.inputs = inputs;
    this.derivative =
        differentiated ? graph.arithmetic().matrix(value.rows(), value.columns()) : null;
    this.ofVariables = differentiated || Arrays.stream(inputs).anyMatch(Node::ofVariables);
    for (Node input : inputs) {
      input.gainConsumer();
    }
  }

  private void gainConsumer() {
    consumers++;
    if (consumers == 2 && differentiated()) {
      spare = arithmetic().matrix(rows(), columns());
    }
  }

  public final int rows() {
    return value.rows();
  }

  public final int columns() {
    return value.columns();
  }

  /** The value at a row and a column, from 0. */
  public final double get(int row, int column) {
    Objects.checkIndex(row, rows());
    Objects.checkIndex(column, columns());
    return value.get(row * columns() + column);
  }

  /** Copies the values, row-major, to the beginning of {@code out}. */
  public final void read(double[] out) {
    Objects.checkFromIndexSize(0, value.size(), out.length);
    value.read(out);
  }

  /**
   * The live values of a graph of floats, row-major: read only, until the next evaluation.
   *
   * @throws IllegalStateException in a graph of doubles
   */
  public final float[] floats() {
    if (value.values() instanceof float[] floats) {
      return floats;
    }
    throw new IllegalStateException("a graph of doubles has no floats");
  }

  /**
   * The live values of a graph of doubles, row-major: read only, until the next evaluation.
   *
   * @throws IllegalStateException in a graph of floats
   */
  public final double[] doubles() {
    if (value.values() instanceof double[] doubles) {
      return doubles;
    }
    throw new IllegalStateException("a graph of floats has no doubles");
  }

  final Graph graph() {
    return graph;
  }

  final Arithmetic arithmetic() {
    return graph.arithmetic();
  }

  final int index() {
    return index;
  }

  final Matrix value() {
    return value;
  }

  /** The complete derivative, once every node after this one has contributed. */
  final Matrix derivative() {
    return derivative;
  }

  /** Whether a path leads from a variable to this node. */
  final boolean differentiated() {
    return derivative != null;
  }

  /** Whether its values depend on those of variables. */
  final boolean ofVariables() {
    return ofVariables;
  }

  /** Whether it is, or has as an input, one of some nodes before it. */
  final boolean dependsOn(boolean[] nodes) {
    return Arrays.stream(inputs).anyMatch(input -> nodes[input.index()]);
  }

  final boolean reached() {
    return reached;
  }

  final void forget() {
    reached = false;
  }

  /** Where one contribution to the derivative is to be written, every element of it. */
  final Matrix claim() {
    return reached ? spare : derivative;
  }

  /** Adds what was written to the claimed matrix. */
  final void contributed() {
    if (reached) {
      arithmetic().add(spare, derivative, derivative);
    }
    reached = true;
  }

  final void evaluate() {
    operation.forward(this);
  }

  final void differentiate() {
    operation.backward(this);
  }

  final void need(boolean whether) {
    needed = whether;
  }

  /** Asks for the inputs if this node was asked for. */
  final void needInputs() {
    if (needed) {
      for (Node input : inputs) {
        input.need(true);
      }
    }
  }

  final boolean needed() {
    return needed;
  }

  @Override
  public final String toString() {
    return "%d x %d".formatted(rows(), columns());
  }
}
