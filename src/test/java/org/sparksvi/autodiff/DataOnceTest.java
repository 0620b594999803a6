package org.sparksvi.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What depends on data alone is evaluated apart from what depends on variables. */
class DataOnceTest {
  @Test
  void dataAndVariablesTogetherAreTheWhole() {
    Graph graph = Graph.ofDoubles();
    Leaf data = graph.data(1, 2);
    Leaf variable = graph.variable(1, 2);
    Node ofData = graph.exp(data);
    Node hidden = graph.square(graph.detach(variable)); // of a variable, without a derivative
    Node all = graph.sum(graph.times(graph.times(ofData, hidden), variable));
    data.set(new double[] {0, 0}, 0);
    variable.set(new double[] {2, 3}, 0);

    graph.forwardData(all);
    assertEquals(1, ofData.get(0, 1));
    assertEquals(0, hidden.get(0, 1)); // not yet
    graph.forwardVariables(all);
    assertEquals(8 + 27, all.get(0, 0));

    data.set(new double[] {700, 700}, 0); // is not looked at
    variable.set(new double[] {1, 1}, 0);
    graph.forwardVariables(all);
    assertEquals(2, all.get(0, 0));
  }

  @Test
  void whatDependsOnALeafIsEvaluatedAndDifferentiatedAlone() {
    Graph graph = Graph.ofDoubles();
    Leaf often = graph.variable(1, 2);
    Leaf seldom = graph.variable(1, 2);
    Node slow = graph.exp(seldom);
    Node all = graph.times(graph.square(often), slow);
    Graph.Dependents own = graph.dependents(often);
    often.set(new double[] {2, 3}, 0);
    graph.forwardVariables(all);

    seldom.set(new double[] {700, 700}, 0); // is not looked at
    often.set(new double[] {4, 5}, 0);
    graph.forward(all, own);
    assertEquals(25, all.get(0, 1));

    double[] derivative = new double[2];
    graph.backward(all, new double[] {1, 10}, own);
    often.readDerivative(derivative);
    assertArrayEquals(new double[] {8, 100}, derivative);
    seldom.readDerivative(derivative);
    assertArrayEquals(new double[] {0, 0}, derivative);
    graph.backward(all, new double[] {1, 10});
    seldom.readDerivative(derivative);
    assertArrayEquals(new double[] {16, 250}, derivative);
  }
}
