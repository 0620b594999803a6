package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.random.RandomStream;

/** Densities against Commons Math, central differences, and their own draws. */
class DensitiesTest {
  /** Both sides sum a dozen terms of size up to 1e5 (the Poisson of many) or 1e3. */
  private static final double RELATIVE = 2e-11;

  private static final int DRAWS = 4000;

  /** Kolmogorov's distance of so many draws is larger once in 1e6 cases: √(log(2e6) / 2n). */
  private static final double DISTANCE = 0.0426;

  static Stream<DensityCase> cases() {
    return DensityCase.all();
  }

  /**
   * A density's graph: its parameters and points are variables, so that both are differentiated.
   */
  private static final class Built {
    final Graph graph = Graph.ofDoubles();
    final Leaf[] leaves; // parameters, then points
    final Density density;
    final Value log;

    Built(DensityCase one) {
      int n = one.parameters().length;
      leaves = new Leaf[n + 1];
      Value[] parameters = new Value[n];
      for (int i = 0; i < n; i++) {
        leaves[i] = graph.variable(1, 1);
        leaves[i].set(one.parameters(), i);
        parameters[i] = new Value(graph, leaves[i], false);
      }
      int points = one.points().length;
      Leaf x = one.whole() ? graph.data(points, 1) : graph.variable(points, 1);
      leaves[n] = x;
      x.set(one.points(), 0);
      density = one.density().apply(parameters);
      log = density.log(new Value(graph, x, true));
    }

    double[] logs() {
      graph.forward(log.node());
      double[] logs = new double[log.rows() * log.columns()];
      log.node().read(logs);
      return logs;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logDensitiesAreThoseOfCommonsMath(DensityCase one) {
    double[] logs = new Built(one).logs();

    assertEquals(one.points().length, logs.length);
    for (int i = 0; i < logs.length; i++) {
      double expected = one.log().applyAsDouble(one.points()[i]);
      double allowed = RELATIVE * Math.max(1, Math.abs(expected)) * (logs[i] < -1e3 ? 1e3 : 1);
      assertEquals(expected, logs[i], allowed, "at " + one.points()[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivativesAreCentralDifferences(DensityCase one) {
    Built built = new Built(one);
    Leaf[] leaves = built.leaves;
    Leaf[] variables = one.whole() ? Arrays.copyOf(leaves, leaves.length - 1) : leaves;
    Derivatives.areCentralDifferences(built.log, variables);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void drawsHaveTheDistribution(DensityCase one) {
    Built built = new Built(one);
    built.logs();
    double mean = built.density.mean(0);
    if (Double.isNaN(one.mean())) {
      assertTrue(Double.isNaN(mean));
    } else {
      assertEquals(one.mean(), mean, 1e-6 * Math.max(1, Math.abs(one.mean())));
    }
    if (one.cumulative() == null) {
      return;
    }
    RandomStream stream = new RandomStream(one.name().hashCode());
    double[] draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = built.density.draw(0, stream);
      assertEquals("", built.density.refused(draws[i]));
    }
    Arrays.sort(draws);
    double distance = 0;
    for (int i = 0; i < DRAWS; i++) {
      if (i + 1 < DRAWS && draws[i + 1] == draws[i]) {
        continue; // of equal draws, the last
      }
      double p = one.cumulative().applyAsDouble(draws[i]);
      distance = Math.max(distance, Math.abs((i + 1.0) / DRAWS - p));
    }
    assertTrue(distance < DISTANCE, "distance " + distance);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatTheyDoNotHoldIsRefused(DensityCase one) {
    Density density = new Built(one).density;
    for (double x : one.points()) {
      assertEquals("", density.refused(x));
    }
    if (one.whole()) {
      assertFalse(density.refused(0.5).isEmpty());
      assertFalse(density.refused(-1).isEmpty());
    } else if (one.points()[0] > 0) {
      assertFalse(density.refused(-0.5).isEmpty());
    }
  }
}
