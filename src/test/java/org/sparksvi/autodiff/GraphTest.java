package org.sparksvi.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.numeric.FloatBlas;
import org.sparksvi.numeric.FloatKernels;

/** What a graph promises besides the single operations. */
class GraphTest {
  private static final int ROWS = 8;

  private static final int EVALUATIONS = 1000;

  /** The compiler, in the background, is given this many times so many evaluations. */
  private static final int BATCHES = 60;

  static List<Graph> graphs() {
    return List.of(Graph.ofDoubles(), Graph.ofFloats());
  }

  private static Leaf variable(Graph graph, int rows, int columns, double... values) {
    Leaf leaf = graph.variable(rows, columns);
    leaf.set(values, 0);
    return leaf;
  }

  private static double[] derivative(Leaf leaf) {
    double[] out = new double[leaf.rows() * leaf.columns()];
    leaf.readDerivative(out);
    return out;
  }

  private static double[] values(Node node) {
    double[] out = new double[node.rows() * node.columns()];
    node.read(out);
    return out;
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void detachedValuesPassNoDerivative(Graph graph) {
    Leaf x = variable(graph, 1, 3, 1, 2, 3);
    Node product = graph.times(x, graph.detach(x));
    Node sum = graph.sum(product);

    graph.forward();
    graph.backward(sum);

    assertArrayEquals(new double[] {1, 4, 9}, values(product));
    assertArrayEquals(new double[] {1, 2, 3}, derivative(x));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void derivativesAreMultipliedByAColumnSetBetweenThePasses(Graph graph) {
    Leaf x = variable(graph, 2, 2, 1, 2, 3, 4);
    Leaf column = graph.data(2, 1);
    Node square = graph.square(graph.timesDerivative(x, column));
    Node sum = graph.sum(square);
    column.set(new double[] {100, 100}, 0);
    graph.forward();
    column.set(new double[] {-1, 0.5}, 0);

    graph.backward(sum);

    assertEquals(30, sum.get(0, 0));
    assertArrayEquals(new double[] {-2, -4, 3, 4}, derivative(x));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void derivativesAreThoseOfTheLastBackwardPassOnly(Graph graph) {
    Leaf x = variable(graph, 1, 2, 2, 5);
    Leaf y = variable(graph, 1, 2, 1, 1);
    Node square = graph.sum(graph.square(x));
    Node product = graph.sum(graph.times(x, y));
    graph.forward();

    graph.backward(square);
    graph.backward(square);
    double[] ofSquare = derivative(x);
    double[] without = derivative(y);
    graph.backward(product);

    assertArrayEquals(new double[] {4, 10}, ofSquare);
    assertArrayEquals(new double[] {0, 0}, without);
    assertArrayEquals(new double[] {1, 1}, derivative(x));
    assertArrayEquals(new double[] {2, 5}, derivative(y));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void aSeedWeighsTheElementsOfANode(Graph graph) {
    Leaf x = variable(graph, 2, 2, 1, 2, 3, 4);
    Node square = graph.square(x);
    graph.forward();

    graph.backward(square, new double[] {1, 10, 0, -1});

    assertArrayEquals(new double[] {2, 40, 0, -8}, derivative(x));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void derivativesAreAddedToWhatIsThere(Graph graph) {
    Leaf x = variable(graph, 1, 2, 3, 4);
    Node sum = graph.sum(graph.square(x));
    float[] floats = {9, 1, 1};
    double[] doubles = {9, 1, 1};
    graph.forward();
    graph.backward(sum);

    x.addDerivative(floats, 1);
    x.addDerivative(doubles, 1);

    assertArrayEquals(new float[] {9, 7, 9}, floats);
    assertArrayEquals(new double[] {9, 7, 9}, doubles);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void onlyWhatIsAskedForIsEvaluated(Graph graph) {
    Leaf x = variable(graph, 1, 1, 3);
    Node square = graph.square(x);
    Node other = graph.scale(x, 2);
    Node fourth = graph.square(square);

    graph.forward(fourth);

    assertEquals(81, fourth.get(0, 0));
    assertEquals(0, other.get(0, 0));
    graph.forward();
    assertEquals(6, other.get(0, 0));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void whatDependsOnNoVariableHasDerivativesOfZero(Graph graph) {
    Leaf x = variable(graph, 1, 1, 3);
    Node constant = graph.square(graph.data(1, 1));
    graph.forward();
    graph.backward(graph.square(x), new double[] {1});

    graph.backward(constant);

    assertArrayEquals(new double[] {0}, derivative(x));
  }

  @Test
  void liveValuesAreThoseOfThePrecision() {
    Graph floats = Graph.ofFloats();
    Graph doubles = Graph.ofDoubles();

    assertArrayEquals(new float[] {1, 2}, variable(floats, 1, 2, 1, 2).floats());
    assertArrayEquals(new double[] {1, 2}, variable(doubles, 1, 2, 1, 2).doubles());
    assertTrue(floats.name().startsWith("float "));
    assertTrue(doubles.name().startsWith("double "));
  }

  /** A net with dropout, sparse counts, slices and two heads. */
  private static final class Net {
    private final Graph graph;
    private final SparseLeaf counts;
    private final Leaf weights;
    private final Leaf bias;
    private final Node bound;
    private final float[] parameters = new float[30 * 24];
    private final float[] sums = new float[30 * 24];
    private final int[] offsets = new int[ROWS + 1];
    private final int[] places = new int[3 * ROWS];
    private final double[] values = new double[3 * ROWS];

    Net(Graph graph) {
      this.graph = graph;
      counts = graph.sparse(ROWS, 30);
      weights = graph.variable(30, 24);
      bias = graph.variable(1, 24);
      Leaf decoder = graph.variable(12, 30);
      decoder.set(OperationCase.numbers(new SplittableRandom(2), 12 * 30, -0.5, 0.5), 0);
      Node hidden = graph.elu(graph.affine(counts, weights, bias));
      Node mean = graph.columns(hidden, 0, 12);
      Node scale = graph.softplus(graph.columns(hidden, 12, 24));
      Node z = graph.add(graph.tanh(mean), graph.times(scale, graph.sigmoid(mean)));
      Node likelihood = graph.rowDots(counts, graph.logSoftmax(graph.multiply(z, decoder)));
      Node gammas = graph.lgamma(graph.plus(graph.relu(scale), 1));
      Node rest = graph.add(graph.rowSums(gammas), graph.logSumExpRows(z));
      bound = graph.sum(graph.add(likelihood, rest));
      for (int r = 0; r < ROWS; r++) {
        offsets[r + 1] = 3 * (r + 1);
        for (int e = 0; e < 3; e++) {
          places[3 * r + e] = (7 * r + 3 * e) % 30;
          values[3 * r + e] = 1 + e;
        }
      }
    }

    void step(int seed) {
      counts.set(offsets, 0, places, values);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = (float) Math.sin(i + seed) / 4;
      }
      weights.set(parameters, 0);
      bias.set(parameters, 5);
      graph.forward();
      graph.backward(bound);
      weights.addDerivative(sums, 0);
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void resultsDoNotDependOnWhatWasEvaluatedBefore(Graph graph) {
    Net net = new Net(graph);
    net.step(1);
    double first = net.bound.get(0, 0);
    double[] derivative = derivative(net.weights);
    net.step(2);
    assertNotEquals(first, net.bound.get(0, 0));
    Arrays.fill(net.parameters, Float.NaN);
    net.weights.set(net.parameters, 0);
    net.graph.forward();
    net.graph.backward(net.bound);
    assertTrue(Double.isNaN(derivative(net.weights)[0]) && Double.isNaN(net.bound.get(0, 0)));

    net.step(1);

    assertEquals(first, net.bound.get(0, 0));
    assertArrayEquals(derivative, derivative(net.weights));
  }

  /**
   * By the plain kernels: whether vectors of the others live on the heap is up to the compiler, and
   * differs with what else has run in this process.
   */
  @Test
  void repeatedEvaluationInSinglePrecisionAllocatesNothing() {
    Graph graph = Graph.ofFloats(FloatBlas.best(), FloatKernels.byName("scalar"));
    Net net = new Net(graph);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES && least > 0; batch++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < EVALUATIONS; i++) {
        net.step(i);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }

    assertEquals(0, least, "bytes in " + EVALUATIONS + " evaluations");
  }
}
