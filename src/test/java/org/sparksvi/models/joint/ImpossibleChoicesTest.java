package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.models.joint.Densities.categorical;
import static org.sparksvi.models.joint.Densities.orderedLogistic;
import static org.sparksvi.models.joint.Densities.orderedProbit;
import static org.sparksvi.models.joint.Densities.poisson;
import static org.sparksvi.models.joint.Densities.zeroInflated;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;

/** Choices whose share is 0, such as one that underflows, do no harm to the others. */
class ImpossibleChoicesTest {
  private static final double IMPOSSIBLE = Double.NEGATIVE_INFINITY;

  /** log p of points, and the derivative of the sum of those that are finite by the numbers. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Told(double[] logs, double[] slopes) {
    static Told of(double[] numbers, BiFunction<Value, Value, Density> density, double... points) {
      Graph graph = Graph.ofDoubles();
      Leaf leaf = graph.variable(1, numbers.length);
      leaf.set(numbers, 0);
      Leaf x = graph.data(points.length, 1);
      x.set(points, 0);
      Value given = new Value(graph, leaf, false);
      Value column = new Value(graph, x, true);
      Value log = density.apply(given, column).log(column);
      graph.forward(log.node());
      double[] logs = log.node().doubles().clone();
      double[] slopes = new double[numbers.length];
      if (Arrays.stream(logs).allMatch(Double::isFinite)) {
        double[] seed = new double[logs.length];
        Arrays.fill(seed, 1);
        graph.backward(log.node(), seed);
        leaf.addDerivative(slopes, 0);
      }
      return new Told(logs, slopes);
    }
  }

  @Test
  void sharesThatAreZero() {
    double[] shares = {0.25, 0, 0.75};
    Told told = Told.of(shares, (s, x) -> categorical(s), 0, 2);
    assertArrayEquals(new double[] {Math.log(0.25), Math.log(0.75)}, told.logs(), 1e-15);
    assertArrayEquals(new double[] {4, 0, 4 / 3.0}, told.slopes(), 1e-14);

    Told chosen = Told.of(shares, (s, x) -> categorical(s), 1);
    assertArrayEquals(new double[] {IMPOSSIBLE}, chosen.logs());
  }

  @Test
  void cutsThatAreTheSame() {
    double[] cuts = {-1, 0.5, 0.5};
    Told logistic = Told.of(cuts, (c, x) -> orderedLogistic(x.times(0).plus(0.2), c), 0, 1, 3);
    double first = 1 / (1 + Math.exp(1.2));
    double last = 1 / (1 + Math.exp(0.3));
    double[] expected = {Math.log(first), Math.log(1 - last - first), Math.log(last)};
    assertArrayEquals(expected, logistic.logs(), 1e-14);
    assertTrue(Arrays.stream(logistic.slopes()).allMatch(Double::isFinite));
    // by the second cut: of the second choice's share
    double density = last * (1 - last);
    assertEquals(density / (1 - last - first), logistic.slopes()[1], 1e-13);
    assertEquals(-(1 - last), logistic.slopes()[2], 1e-13);

    Told probit = Told.of(cuts, (c, x) -> orderedProbit(x.times(0).plus(0.2), c), 0, 1, 3);
    assertTrue(Arrays.stream(probit.logs()).allMatch(Double::isFinite));
    assertTrue(Arrays.stream(probit.slopes()).allMatch(Double::isFinite));
    Told chosen = Told.of(cuts, (c, x) -> orderedLogistic(x.times(0).plus(0.2), c), 2);
    assertArrayEquals(new double[] {IMPOSSIBLE}, chosen.logs());
  }

  @Test
  void zerosThatAreCertainOrImpossible() {
    double[] certain = {1};
    assertArrayEquals(
        new double[] {0, IMPOSSIBLE},
        Told.of(certain, (z, x) -> zeroInflated(z, poisson(z.plus(1))), 0, 3).logs(),
        1e-15);
    double[] never = {0};
    double rate = 2;
    assertArrayEquals(
        new double[] {-rate, 3 * Math.log(rate) - rate - Math.log(6)},
        Told.of(never, (z, x) -> zeroInflated(z, poisson(z.plus(rate))), 0, 3).logs(),
        1e-14);
  }
}
