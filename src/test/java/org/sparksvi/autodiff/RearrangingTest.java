package org.sparksvi.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of operations that choose and rearrange, and what defines triangular factors. */
class RearrangingTest {
  /** Both precisions hold these numbers exactly, or the identities to rounding. */
  private static final double FLOATS = 4e-6;

  private static Graph graph(boolean floats) {
    return floats ? Graph.ofFloats() : Graph.ofDoubles();
  }

  private static Leaf leaf(Graph graph, int rows, double... values) {
    Leaf leaf = graph.variable(rows, values.length / rows);
    leaf.set(values, 0);
    return leaf;
  }

  private static double[] values(Node node) {
    node.graph().forward(node);
    double[] values = new double[node.rows() * node.columns()];
    node.read(values);
    return values;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void elementsAreWhereTheyBelong(boolean floats) {
    Graph g = graph(floats);
    Leaf a = leaf(g, 2, 1, 2, 3, 4, 5, 6);
    Leaf b = leaf(g, 2, 6, 5, 4, 3, 2, 1);
    Leaf mask = g.data(2, 3);
    mask.set(new double[] {1, 0, 0, 2, 0, -1}, 0);

    assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, values(g.transpose(a)));
    assertArrayEquals(new double[] {1, 3, 6, 4, 9, 15}, values(g.cumulativeSums(a)));
    assertArrayEquals(new double[] {4, 5, 6}, values(g.rows(a, 1, 2)));
    assertArrayEquals(
        new double[] {4, 5, 6, 1, 2, 3, 4, 5, 6}, values(g.gather(a, new int[] {1, 0, 1})));
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1}, values(g.stack(a, b)));
    assertArrayEquals(new double[] {1, 5, 4, 4, 2, 6}, values(g.select(mask, a, b)));
    assertArrayEquals(new double[] {6, 5, 4, 4, 5, 6}, values(g.max(a, b)));
    assertArrayEquals(new double[] {1, 2, 3, 3, 2, 1}, values(g.min(a, b)));
    assertArrayEquals(new double[] {7, 7, 7, 8, 8, 8}, values(g.broadcast(leaf(g, 2, 7, 8), 2, 3)));
    assertArrayEquals(new double[] {7, 8, 7, 8}, values(g.broadcast(leaf(g, 1, 7, 8), 2, 2)));
    assertArrayEquals(new double[] {3, 5}, values(g.diagonal(leaf(g, 2, 3, 4, 4, 5))));
  }

  /** L Lᵀ = (A + Aᵀ)/2; L X = B; log |A| of a matrix of 2 x 2 as schools have it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void factorsAreDefinedByTheirProducts(boolean floats) {
    Graph g = graph(floats);
    Leaf a = leaf(g, 3, 4, 1, 0, 3, 5, 1, 2, 1, 6);
    Node l = g.cholesky(a);
    Leaf b = leaf(g, 3, 1, 2, 3, 4, 5, 6);
    double tolerance = floats ? FLOATS : 1e-14;

    assertArrayEquals(
        new double[] {4, 2, 1, 2, 5, 1, 1, 1, 6},
        values(g.multiply(l, g.transpose(l))),
        10 * tolerance);
    assertArrayEquals(values(b), values(g.multiply(l, g.solveLower(l, b))), 10 * tolerance);
    assertEquals(0, l.get(0, 2));
    assertEquals(
        Math.log(4 * 5 - 2 * 2),
        values(g.logDeterminant(leaf(g, 2, 4, 1, 3, 5)))[0],
        10 * tolerance);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsNotPositiveDefiniteIsNotANumber(boolean floats) {
    Graph g = graph(floats);

    for (double value : values(g.cholesky(leaf(g, 2, 1, 2, 2, 1)))) {
      assertTrue(Double.isNaN(value));
    }
    assertTrue(Double.isNaN(values(g.logDeterminant(leaf(g, 2, 1, 2, 2, Double.NaN)))[0]));
  }

  /** A leaf of places may be set again: the same graph serves many blocks. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void placesMayBeSetAgain(boolean floats) {
    Graph g = graph(floats);
    Leaf a = leaf(g, 3, 10, 20, 30);
    IndexLeaf index = g.indices(2, 3);
    Node taken = g.gather(a, index);

    index.set(new int[] {9, 2, 0}, 1);
    assertArrayEquals(new double[] {30, 10}, values(taken));
    index.set(new int[] {1, 1}, 0);
    assertArrayEquals(new double[] {20, 20}, values(taken));
    g.backward(taken, new double[] {1, 2});
    double[] derivative = new double[3];
    a.readDerivative(derivative);
    assertArrayEquals(new double[] {0, 3, 0}, derivative);
  }
}
