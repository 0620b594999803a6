package org.sparksvi.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.FloatBlas;
import org.sparksvi.numeric.FloatKernels;

/** Every operation against central differences, and single against double precision. */
class OperationsTest {
  /** Central differences err by step² in the third derivative, and by rounding over step. */
  private static final double STEP = 1e-5;

  private static final double DIFFERENCES = 1e-6;

  /** Sums of up to twenty terms and functions with errors of 10⁻⁶. */
  private static final double FLOATS = 5e-6;

  static Stream<OperationCase> cases() {
    return OperationCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivativesAreCentralDifferences(OperationCase operation) {
    Graph graph = Graph.ofDoubles(Blas.byName("java"));
    Leaf[] leaves = operation.leaves(graph);
    Node out = operation.build().apply(graph, leaves);
    double[] seed = seed(out);
    graph.forward();
    graph.backward(out, seed);

    for (Leaf leaf : leaves) {
      double[] actual = new double[leaf.rows() * leaf.columns()];
      leaf.readDerivative(actual);
      double[] values = new double[actual.length];
      leaf.read(values);
      for (int i = 0; i < actual.length; i++) {
        double value = values[i];
        double up = weighed(graph, leaf, values, i, value + STEP, out, seed);
        double down = weighed(graph, leaf, values, i, value - STEP, out, seed);
        values[i] = value;
        leaf.set(values, 0);
        double expected = (up - down) / (2 * STEP);
        double allowed = DIFFERENCES * Math.max(1, Math.abs(expected));
        assertEquals(expected, actual[i], allowed, "element " + i + " of " + leaf);
      }
    }
  }

  private static double weighed(
      Graph graph, Leaf leaf, double[] values, int i, double value, Node out, double[] seed) {
    values[i] = value;
    leaf.set(values, 0);
    graph.forward();
    double sum = 0;
    double[] result = new double[seed.length];
    out.read(result);
    for (int k = 0; k < seed.length; k++) {
      sum += seed[k] * result[k];
    }
    return sum;
  }

  private static double[] seed(Node out) {
    return OperationCase.numbers(new SplittableRandom(7), out.rows() * out.columns(), -1, 1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void floatsAgreeWithDoubles(OperationCase operation) {
    double[][] expected = results(operation, Graph.ofDoubles(Blas.byName("java")));

    for (String blas : new String[] {"java", "openblas"}) {
      for (String kernel : new String[] {"scalar", "vector"}) {
        Graph graph = Graph.ofFloats(FloatBlas.byName(blas), FloatKernels.byName(kernel));
        double[][] actual = results(operation, graph);
        for (int a = 0; a < expected.length; a++) {
          double size = Math.max(1, Arrays.stream(expected[a]).map(Math::abs).max().orElse(1));
          assertArrayEquals(expected[a], actual[a], FLOATS * size, blas + " " + kernel + " " + a);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void kernelsGiveTheSameBits(OperationCase operation) {
    double[][] scalar =
        results(operation, Graph.ofFloats(FloatBlas.best(), FloatKernels.byName("scalar")));
    double[][] vector =
        results(operation, Graph.ofFloats(FloatBlas.best(), FloatKernels.byName("vector")));

    assertEquals(Arrays.deepToString(scalar), Arrays.deepToString(vector));
  }

  /** The values, then the derivative of each leaf. */
  private static double[][] results(OperationCase operation, Graph graph) {
    Leaf[] leaves = operation.leaves(graph);
    Node out = operation.build().apply(graph, leaves);
    double[][] results = new double[leaves.length + 1][];
    results[0] = new double[out.rows() * out.columns()];
    graph.forward();
    graph.backward(out, seed(out));
    out.read(results[0]);
    for (int l = 0; l < leaves.length; l++) {
      results[l + 1] = new double[leaves[l].rows() * leaves[l].columns()];
      leaves[l].readDerivative(results[l + 1]);
    }
    return results;
  }
}
