package org.sparksvi.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a graph refuses, in which words. */
class GraphErrorsTest {
  private final Graph graph = Graph.ofDoubles();
  private final Leaf a = graph.variable(2, 3);
  private final Leaf b = graph.variable(3, 2);

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void sizesThatDoNotFitAreNamed() {
    refused(
        "add needs sizes n x m and n x m, but was given 2 x 3 and 3 x 2", () -> graph.add(a, b));
    refused(
        "multiply needs sizes n x d and d x h, but was given 2 x 3 and 2 x 3",
        () -> graph.multiply(a, a));
    refused(
        "affine needs sizes n x d, d x h and 1 x h, but was given 2 x 3 and 3 x 2 and 2 x 3",
        () -> graph.affine(a, b, a));
    refused(
        "affine needs sizes n x d, d x h and 1 x h, but was given 5 x 9 and 3 x 2 and 2 x 3",
        () -> graph.affine(graph.sparse(5, 9), b, a));
    refused(
        "plusRow needs sizes n x m and 1 x m, but was given 2 x 3 and 2 x 3",
        () -> graph.plusRow(a, a));
    refused(
        "timesColumn needs sizes n x m and n x 1, but was given 2 x 3 and 3 x 2",
        () -> graph.timesColumn(a, b));
    refused(
        "concatenate needs sizes n x m and n x k, but was given 2 x 3 and 3 x 2",
        () -> graph.concatenate(a, b));
    refused(
        "2 x 3 cannot become 2 x 2: the numbers of elements differ", () -> graph.reshape(a, 2, 2));
    refused("columns 1 to 4 cannot be taken from 2 x 3", () -> graph.columns(a, 1, 4));
    refused("rows must be repeated at least once, but was 0", () -> graph.repeatRows(a, 0));
    refused(
        "a node must have rows and columns, and at most 2^28 elements, but was 0 x 3",
        () -> graph.data(0, 3));
  }

  @Test
  void whatIsNoNumberOrNoMaskIsRefused() {
    refused("clamp needs low <= high, but was given 2.0 and 1.0", () -> graph.clamp(a, 2, 1));
    refused("the mask of dropout must be data, but is a variable", () -> graph.dropout(a, a));
  }

  @Test
  void whatCannotBeRearrangedIsNamed() {
    refused(
        "stack needs sizes n x m and k x m, but was given 2 x 3 and 3 x 2",
        () -> graph.stack(a, b));
    refused("rows 1 to 3 cannot be taken from 2 x 3", () -> graph.rows(a, 1, 3));
    refused("2 x 3 cannot be stretched to 4 x 3", () -> graph.broadcast(a, 4, 3));
    refused("cholesky needs sizes n x n, but was given 2 x 3", () -> graph.cholesky(a));
    refused(
        "solveLower needs sizes n x n and n x m, but was given 2 x 3 and 2 x 3",
        () -> graph.solveLower(a, a));
    refused(
        "the place of row 1 must be from 0 to 1, but was 2",
        () -> graph.gather(a, new int[] {0, 2}));
    refused(
        "gather needs sizes n x m and places of n, but was given 2 x 3 and 4 places of 7",
        () -> graph.gather(a, graph.indices(4, 7)));
    refused("the mask of select must be data, but is differentiated", () -> graph.select(a, a, a));
  }

  @Test
  void onlyAScalarIsDifferentiatedWithoutASeed() {
    refused(
        "a node is differentiated without a seed only if 1 x 1, but was 2 x 3",
        () -> graph.backward(a));
    refused(
        "the seed of a node of 2 x 3 must have 6 numbers, but has 5",
        () -> graph.backward(a, new double[5]));
  }

  @Test
  void nodesOfAnotherGraphAreRefused() {
    Leaf stranger = Graph.ofDoubles().data(2, 3);

    refused("a node of 2 x 3 belongs to another graph", () -> graph.add(a, stranger));
    refused("a node of 2 x 3 belongs to another graph", () -> graph.forward(stranger));
    refused("a node of 2 x 3 belongs to another graph", () -> graph.detach(stranger));
  }

  @Test
  void dataHaveNoDerivativeAndPrecisionsAreNotMixed() {
    Leaf data = graph.data(1, 1);

    assertEquals(
        "only variables have derivatives, but this leaf of 1 x 1 is data",
        assertThrows(IllegalStateException.class, () -> data.readDerivative(new double[1]))
            .getMessage());
    assertThrows(IllegalStateException.class, () -> data.addDerivative(new float[1], 0));
    assertThrows(IllegalStateException.class, data::floats);
    assertThrows(IllegalStateException.class, () -> Graph.ofFloats().data(1, 1).doubles());
  }

  @Test
  void placesOutsideAreRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> a.set(new double[6], 1));
    assertThrows(IndexOutOfBoundsException.class, () -> a.set(new float[5], 0));
    assertThrows(IndexOutOfBoundsException.class, () -> a.get(2, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> a.read(new double[5]));
    assertThrows(IndexOutOfBoundsException.class, () -> a.addDerivative(new double[6], 1));
  }

  @Test
  void sparseRowsThatCannotBeAreRefused() {
    SparseLeaf sparse = graph.sparse(2, 4);

    refused(
        "the column of entry 1 must be from 0 to 3, but was 4",
        () -> sparse.set(new int[] {0, 1, 2}, 0, new int[] {3, 4}, new double[2]));
    refused(
        "offsets must not fall, but did after row 0, from 1 to 0",
        () -> sparse.set(new int[] {1, 0, 2}, 0, new int[2], new float[2]));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> sparse.set(new int[] {0, 1}, 0, new int[1], new double[1]));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> sparse.set(new int[] {0, 1, 3}, 0, new int[3], new double[2]));
  }
}
