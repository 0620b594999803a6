package org.sparksvi.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** One operation on leaves of given sizes, with values that keep away from its corners. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record OperationCase(
    String name, int[][] sizes, double low, double high, BiFunction<Graph, Leaf[], Node> build) {

  private static final int[][] ONE = {{5, 19}};
  private static final int[][] SAME = {{5, 19}, {5, 19}};
  private static final int[] OFFSETS = {9, 1, 4, 4, 7};
  private static final int[] PLACES = {0, 2, 0, 5, 2, 1, 4, 2};
  private static final double[] COUNTS = {9, 1, 2, 3, 4, 0.5, 1, 7};

  static Stream<OperationCase> all() {
    List<OperationCase> cases = new ArrayList<>();
    cases.addAll(elements());
    cases.addAll(matrices());
    cases.addAll(choices());
    cases.addAll(rearrangements());
    cases.addAll(triangles());
    cases.addAll(compositions());
    return cases.stream();
  }

  private static List<OperationCase> elements() {
    return List.of(
        of("tanh", (g, x) -> g.tanh(x[0])),
        of("sigmoid", (g, x) -> g.sigmoid(x[0])),
        of("relu", (g, x) -> g.relu(x[0])),
        of("elu", (g, x) -> g.elu(x[0])),
        of("softplus", (g, x) -> g.softplus(x[0])),
        of("logSigmoid", (g, x) -> g.logSigmoid(x[0])),
        of("exp", (g, x) -> g.exp(x[0])),
        of("square", (g, x) -> g.square(x[0])),
        of("scale", (g, x) -> g.scale(x[0], -1.5)),
        of("plus", (g, x) -> g.plus(x[0], 2.5)),
        of("clamp", (g, x) -> g.clamp(x[0], -0.7, 0.4)),
        positive("log", (g, x) -> g.log(x[0])),
        positive("sqrt", (g, x) -> g.sqrt(x[0])),
        positive("reciprocal", (g, x) -> g.reciprocal(x[0])),
        positive("lgamma", (g, x) -> g.lgamma(x[0])),
        positive("digamma", (g, x) -> g.digamma(x[0])),
        sized("add", SAME, (g, x) -> g.add(x[0], x[1])),
        sized("subtract", SAME, (g, x) -> g.subtract(x[0], x[1])),
        sized("times", SAME, (g, x) -> g.times(x[0], x[1])),
        sized("times itself", ONE, (g, x) -> g.times(x[0], x[0])),
        sized("dropout", ONE, (g, x) -> g.dropout(x[0], mask(g, x[0]))),
        sized("plusRow", new int[][] {{5, 19}, {1, 19}}, (g, x) -> g.plusRow(x[0], x[1])),
        sized("timesRow", new int[][] {{5, 19}, {1, 19}}, (g, x) -> g.timesRow(x[0], x[1])),
        sized("plusColumn", new int[][] {{5, 19}, {5, 1}}, (g, x) -> g.plusColumn(x[0], x[1])),
        sized("timesColumn", new int[][] {{5, 19}, {5, 1}}, (g, x) -> g.timesColumn(x[0], x[1])));
  }

  private static List<OperationCase> matrices() {
    int[][] affine = {{4, 6}, {6, 17}, {1, 17}};
    int[][] weights = {{6, 17}, {1, 17}};
    return List.of(
        sized("affine", affine, (g, x) -> g.affine(x[0], x[1], x[2])),
        sized("sparse affine", weights, (g, x) -> g.affine(counts(g), x[0], x[1])),
        sized("multiply", new int[][] {{4, 6}, {6, 17}}, (g, x) -> g.multiply(x[0], x[1])),
        sized("sparse multiply", new int[][] {{6, 17}}, (g, x) -> g.multiply(counts(g), x[0])),
        sized("rowDots", SAME, (g, x) -> g.rowDots(x[0], x[1])),
        sized("sparse rowDots", new int[][] {{3, 6}}, (g, x) -> g.rowDots(counts(g), x[0])),
        of("rowSums", (g, x) -> g.rowSums(x[0])),
        of("columnSums", (g, x) -> g.columnSums(x[0])),
        of("sum", (g, x) -> g.sum(x[0])),
        of("logSumExpRows", (g, x) -> g.logSumExpRows(x[0])),
        of("logSoftmax", (g, x) -> g.logSoftmax(x[0])),
        of("columns", (g, x) -> g.columns(x[0], 3, 11)),
        of("repeatRows", (g, x) -> g.repeatRows(x[0], 3)),
        of("reshape", (g, x) -> g.reshape(x[0], 19, 5)),
        sized("concatenate", new int[][] {{5, 2}, {5, 17}}, (g, x) -> g.concatenate(x[0], x[1])));
  }

  private static List<OperationCase> choices() {
    return List.of(
        of("sin", (g, x) -> g.sin(x[0])),
        of("cos", (g, x) -> g.cos(x[0])),
        of("abs", (g, x) -> g.abs(x[0])),
        of("expm1", (g, x) -> g.expm1(x[0])),
        of("logNormalCdf", (g, x) -> g.logNormalCdf(g.scale(x[0], 3))),
        positive("log1p", (g, x) -> g.log1p(x[0])),
        positive("pow", (g, x) -> g.pow(x[0], -1.3)),
        of("pow of any sign", (g, x) -> g.pow(x[0], 3)),
        new OperationCase("divide", SAME, 0.2, 9, (g, x) -> g.divide(x[0], x[1])),
        positive("divide by itself squared", (g, x) -> g.divide(x[0], g.square(x[0]))),
        sized("max", SAME, (g, x) -> g.max(x[0], x[1])),
        sized("min", SAME, (g, x) -> g.min(x[0], x[1])),
        sized("max with itself", ONE, (g, x) -> g.max(x[0], x[0])),
        sized("select", SAME, (g, x) -> g.select(mask(g, x[0]), x[0], x[1])));
  }

  private static List<OperationCase> rearrangements() {
    int[] places = {4, 0, 0, 3, 4, 4, 1};
    return List.of(
        of("gather", (g, x) -> g.gather(x[0], places)),
        of("gather by leaf", (g, x) -> g.gather(x[0], placed(g, places))),
        of("transpose", (g, x) -> g.transpose(x[0])),
        of("rows", (g, x) -> g.rows(x[0], 1, 4)),
        of("cumulativeSums", (g, x) -> g.cumulativeSums(x[0])),
        sized("stack", new int[][] {{2, 7}, {3, 7}}, (g, x) -> g.stack(x[0], x[1])),
        sized("broadcast of a number", new int[][] {{1, 1}}, (g, x) -> g.broadcast(x[0], 3, 7)),
        sized("broadcast of a row", new int[][] {{1, 7}}, (g, x) -> g.broadcast(x[0], 3, 7)),
        sized("broadcast of a column", new int[][] {{3, 1}}, (g, x) -> g.broadcast(x[0], 3, 7)));
  }

  private static List<OperationCase> triangles() {
    int[][] square = {{4, 4}};
    return List.of(
        sized("cholesky", square, (g, x) -> g.cholesky(positiveDefinite(g, x[0]))),
        sized("diagonal", square, (g, x) -> g.diagonal(x[0])),
        sized("logDeterminant", square, (g, x) -> g.logDeterminant(positiveDefinite(g, x[0]))),
        sized(
            "solveLower",
            new int[][] {{4, 4}, {4, 3}},
            (g, x) -> g.solveLower(g.add(x[0], identity(g, 5)), x[1])));
  }

  /** {@code 8 I + x / 2}, no symmetric matrix: its symmetric part is dominated by the diagonal. */
  private static Node positiveDefinite(Graph g, Node x) {
    return g.add(g.scale(x, 0.5), identity(g, 8));
  }

  private static Leaf identity(Graph g, double scale) {
    Leaf leaf = g.data(4, 4);
    double[] values = new double[16];
    for (int i = 0; i < 4; i++) {
      values[5 * i] = scale;
    }
    leaf.set(values, 0);
    return leaf;
  }

  private static IndexLeaf placed(Graph g, int[] places) {
    IndexLeaf leaf = g.indices(places.length, 5);
    leaf.set(places, 0);
    return leaf;
  }

  private static List<OperationCase> compositions() {
    int[][] net = {{5, 6}, {6, 18}, {1, 18}, {18, 7}, {1, 7}};
    return List.of(
        sized("one node used three times", ONE, OperationCase::manyUses),
        sized("net with softmax", net, (g, x) -> g.sum(g.times(observed(g), softmax(g, x)))),
        sized("net with Bernoulli", net, OperationCase::bernoulli));
  }

  private static Node manyUses(Graph g, Leaf[] x) {
    Node y = g.tanh(x[0]);
    return g.add(g.columns(y, 0, 4), g.times(g.columns(y, 4, 8), g.columns(y, 2, 6)));
  }

  private static Node logits(Graph g, Leaf[] x) {
    return g.affine(g.tanh(g.affine(x[0], x[1], x[2])), x[3], x[4]);
  }

  private static Node softmax(Graph g, Leaf[] x) {
    return g.logSoftmax(logits(g, x));
  }

  /** Σ x a − log(1 + exp a). */
  private static Node bernoulli(Graph g, Leaf[] x) {
    Node a = logits(g, x);
    return g.sum(g.subtract(g.times(observed(g), a), g.softplus(a)));
  }

  private static Leaf observed(Graph g) {
    Leaf leaf = g.data(5, 7);
    double[] values = new double[35];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 3 == 0 ? 1 : 0;
    }
    leaf.set(values, 0);
    return leaf;
  }

  private static Leaf mask(Graph g, Node of) {
    Leaf leaf = g.data(of.rows(), of.columns());
    double[] values = new double[of.rows() * of.columns()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 4 == 0 ? 0 : 4 / 3.0;
    }
    leaf.set(values, 0);
    return leaf;
  }

  /**
   * Rows (2, 0, 5: 1, 2, 3), none, (2, 1, 4: 4, ½, 1) of 6 columns; what stands before is skipped.
   */
  private static SparseLeaf counts(Graph g) {
    SparseLeaf leaf = g.sparse(3, 6);
    leaf.set(OFFSETS, 1, PLACES, COUNTS);
    return leaf;
  }

  private static OperationCase of(String name, BiFunction<Graph, Leaf[], Node> build) {
    return sized(name, ONE, build);
  }

  private static OperationCase positive(String name, BiFunction<Graph, Leaf[], Node> build) {
    return new OperationCase(name, ONE, 0.2, 9, build);
  }

  private static OperationCase sized(
      String name, int[][] sizes, BiFunction<Graph, Leaf[], Node> build) {
    return new OperationCase(name, sizes, -2.5, 2.5, build);
  }

  /** The leaves as variables, with frozen values that floats hold exactly. */
  Leaf[] leaves(Graph graph) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    Leaf[] leaves = new Leaf[sizes.length];
    for (int l = 0; l < leaves.length; l++) {
      leaves[l] = graph.variable(sizes[l][0], sizes[l][1]);
      leaves[l].set(numbers(random, sizes[l][0] * sizes[l][1], low, high), 0);
    }
    return leaves;
  }

  static double[] numbers(SplittableRandom random, int n, double low, double high) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextDouble(low, high);
    }
    return numbers;
  }

  @Override
  public String toString() {
    return name;
  }
}
