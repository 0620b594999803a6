package org.sparksvi.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.FloatBlas;
import org.sparksvi.numeric.FloatKernels;

/**
 * A function of matrices, put together from operations, with its derivatives by reverse
 * accumulation (Griewank and Walther 2008, chapter 3).
 *
 * <p>A graph is built once, for fixed numbers of rows and columns, and evaluated many times:
 *
 * <pre>
 *   set the leaves → forward() → read values → backward(scalar) → add up derivatives of variables
 * </pre>
 *
 * <p>Each node keeps its buffers: repeated evaluation in single precision allocates nothing.
 * Results depend on the values of the leaves only, not on what was evaluated before, and are the
 * same bits in every process on the same processor. Derivatives are computed only along paths from
 * the node that is differentiated to variables, at the values of the last evaluation. What is not a
 * number stays not a number.
 *
 * <p>Operands of one operation must belong to one graph and have fitting sizes, n x m below, or
 * {@link IllegalArgumentException} names both. A graph serves one thread.
 */
public final class Graph extends Operations {
  private final Arithmetic arithmetic;
  private final List<Node> nodes = new ArrayList<>();

  private Graph(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** In single precision, as fast as this machine can. */
  public static Graph ofFloats() {
    return ofFloats(FloatBlas.best(), FloatKernels.best());
  }

  /** In single precision. */
  public static Graph ofFloats(FloatBlas blas, FloatKernels kernels) {
    return new Graph(new FloatArithmetic(blas, kernels));
  }

  /** In double precision: the standard that single precision is held against. */
  public static Graph ofDoubles() {
    return ofDoubles(Blas.best());
  }

  /** In double precision. */
  public static Graph ofDoubles(Blas blas) {
    return new Graph(new DoubleArithmetic(blas));
  }

  /**
   * The precision, and the linear algebra with its rounding: graphs of the same name give the same
   * bits.
   */
  public String name() {
    return arithmetic.name();
  }

  /** Numbers of all nodes together; evaluation keeps as many, and derivatives up to twice that. */
  public long elements() {
    return nodes.stream().mapToLong(node -> node.value().size()).sum();
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  /** A matrix that is not differentiated. */
  public Leaf data(int rows, int columns) {
    return leaf(rows, columns, false);
  }

  /** A matrix whose derivative is computed. */
  public Leaf variable(int rows, int columns) {
    return leaf(rows, columns, true);
  }

  /** Rows of mostly zeros that are not differentiated. */
  public SparseLeaf sparse(int rows, int columns) {
    requireSize(rows, columns);
    return new SparseLeaf(rows, columns);
  }

  /** A place from 0 to {@code size − 1} for each row. */
  public IndexLeaf indices(int rows, int size) {
    requireSize(rows, size);
    return new IndexLeaf(rows, size);
  }

  private Leaf leaf(int rows, int columns, boolean differentiated) {
    requireSize(rows, columns);
    Leaf leaf = new Leaf(this, nodes.size(), arithmetic.matrix(rows, columns), differentiated);
    nodes.add(leaf);
    return leaf;
  }

  @Override
  Node result(int rows, int columns, Operation operation, Node... inputs) {
    requireSize(rows, columns);
    boolean differentiated = false;
    for (Node input : inputs) {
      requireOwn(input);
      differentiated |= input.differentiated();
    }
    Matrix value = arithmetic.matrix(rows, columns);
    return added(new Node(this, nodes.size(), value, differentiated, operation, inputs));
  }

  @Override
  Node alias(Node of, boolean differentiated, Operation operation, Node... inputs) {
    for (Node input : inputs) {
      requireOwn(input);
    }
    return added(new Node(this, nodes.size(), of.value(), differentiated, operation, inputs));
  }

  private Node added(Node node) {
    nodes.add(node);
    return node;
  }

  private static void requireSize(int rows, int columns) {
    if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE / Double.BYTES) {
      throw new IllegalArgumentException(
          "a node must have rows and columns, and at most 2^28 elements, but was %d x %d"
              .formatted(rows, columns));
    }
  }

  /** Evaluates every node, in the order of their creation. */
  public void forward() {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).evaluate();
    }
  }

  /** Evaluates what these nodes need, and them. */
  public void forward(Node... of) {
    int last = need(of);
    for (int i = 0; i <= last; i++) {
      if (nodes.get(i).needed()) {
        nodes.get(i).evaluate();
      }
    }
  }

  /** The part of {@link #forward(Node...)} that depends on data alone, and not on variables. */
  public void forwardData(Node... of) {
    forward(need(of), false);
  }

  /** The other part, at the same data: what depends on variables. */
  public void forwardVariables(Node... of) {
    forward(need(of), true);
  }

  /** What depends on some leaves: all that changes while others keep their values. */
  public Dependents dependents(Leaf... leaves) {
    boolean[] are = new boolean[nodes.size()];
    for (Leaf leaf : leaves) {
      requireOwn(leaf);
      are[leaf.index()] = true;
    }
    for (int i = 0; i < are.length; i++) {
      are[i] |= nodes.get(i).dependsOn(are);
    }
    return new Dependents(are);
  }

  /** Nodes of a graph; see {@link #dependents}. */
  public static final class Dependents {
    private final boolean[] are; // by index

    private Dependents(boolean[] are) {
      this.are = are;
    }

    private boolean has(Node node) {
      return node.index() < are.length && are[node.index()];
    }
  }

  /**
   * Evaluates a node anew, where only the leaves of some dependents were set since the last time.
   */
  public void forward(Node of, Dependents changed) {
    int last = need(of);
    for (int i = 0; i <= last; i++) {
      Node node = nodes.get(i);
      if (node.needed() && changed.has(node)) {
        node.evaluate();
      }
    }
  }

  private void forward(int last, boolean ofVariables) {
    for (int i = 0; i <= last; i++) {
      if (nodes.get(i).needed() && nodes.get(i).ofVariables() == ofVariables) {
        nodes.get(i).evaluate();
      }
    }
  }

  /** Marks what these nodes need; returns the last of it. */
  private int need(Node... of) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).need(false);
    }
    int last = -1;
    for (Node node : of) {
      requireOwn(node);
      node.need(true);
      last = Math.max(last, node.index());
    }
    for (int i = last; i >= 0; i--) {
      nodes.get(i).needInputs();
    }
    return last;
  }

  /** Computes the derivatives of a node of 1 x 1 with respect to every variable. */
  public void backward(Node scalar) {
    requireOwn(scalar);
    if (scalar.value().size() != 1) {
      throw new IllegalArgumentException(
          "a node is differentiated without a seed only if 1 x 1, but was " + scalar);
    }
    begin();
    if (scalar.differentiated()) {
      scalar.claim().fill(1);
      run(scalar, null);
    }
  }

  /**
   * Computes the derivatives of {@code Σ seed[r, c] · node[r, c]} with respect to every variable,
   * the seed held fixed.
   *
   * @param seed rows × columns, row-major; read
   */
  public void backward(Node node, double[] seed) {
    backward(node, seed, null);
  }

  /**
   * The same with respect to the leaves of some dependents alone; the others have none afterwards.
   */
  public void backward(Node node, double[] seed, Dependents toward) {
    requireOwn(node);
    if (seed.length != node.value().size()) {
      throw new IllegalArgumentException(
          "the seed of a node of %s must have %d numbers, but has %d"
              .formatted(node, node.value().size(), seed.length));
    }
    begin();
    if (node.differentiated()) {
      node.claim().set(seed, 0);
      run(node, toward);
    }
  }

  private void begin() {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).forget();
    }
  }

  /**
   * Goes back.
   *
   * @param toward what is followed; null where that is everything
   */
  private void run(Node from, Dependents toward) {
    from.contributed();
    for (int i = from.index(); i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.reached() && (toward == null || toward.has(node))) {
        node.differentiate();
      } else {
        node.forget(); // what is not followed has no derivative
      }
    }
  }

  private void requireOwn(Node node) {
    if (Objects.requireNonNull(node).graph() != this) {
      throw new IllegalArgumentException("a node of %s belongs to another graph".formatted(node));
    }
  }
}
