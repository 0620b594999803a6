package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Fit;
import org.sparksvi.model.Round;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Units of columns and correlations of coefficients cost next to nothing. */
class GeometryTest {
  private static final LogJoint LINE =
      s -> {
        Value beta = s.real("beta", 3, Densities.flat());
        Value sigma = s.positive("sigma", Densities.flat());
        return s.observe("y", Densities.normal(s.columns("x*").dot(beta), sigma));
      };

  private static JointModel<DenseBlock> model(Posterior posterior) {
    List<String> columns = List.of(Lines.COLUMNS);
    return new JointModel<>(
        LINE, new JointSettings(columns, posterior, 2, Method.DETERMINISTIC, 0, 0.1));
  }

  private static Fit fit(Posterior posterior, double... units) {
    DenseBlock block = Lines.block(0, 200);
    double[] values = block.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= i % 4 < 3 ? units[i % 4] : 1;
    }
    DenseBlock scaled = new DenseBlock(0, 4, block.keys(), block.weights(), values);
    return JointFits.quasiNewton(model(posterior), new MemoryBlocks<>(List.of(scaled)), 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN_FIELD", "FULL_RANK"})
  void unitsOfColumnsCostFewRounds(Posterior posterior) {
    Fit plain = fit(posterior, 1, 1, 1);
    Fit scaled = fit(posterior, 1000, 0.1, 30);

    assertEquals(Verdict.Outcome.CONVERGED, plain.verdict().outcome());
    assertEquals(Verdict.Outcome.CONVERGED, scaled.verdict().outcome());
    // by L-BFGS in the coordinates alone, 185 for mean field, and full rank does not converge
    assertTrue(
        scaled.trace().size() <= plain.trace().size() + 40,
        plain.trace().size() + " and " + scaled.trace().size());
    double[] means = model(posterior).q(plain.parameters()).mean();
    double[] inUnits = model(posterior).q(scaled.parameters()).mean();
    assertEquals(means[0], inUnits[0] * 1000, 1e-3);
    assertEquals(means[1], inUnits[1] * 0.1, 1e-3);
    assertEquals(means[3], inUnits[3], 1e-3);
  }

  /** e to the power of a tenth of a year's square is no number, so the start has to be closer. */
  @Test
  void largeColumnsOfRatesAreNoObstacle() {
    LogJoint trend =
        s -> {
          Value beta = s.real("beta", 3, Densities.flat());
          Value x = s.column("x");
          Value rate = beta.column(0).plus(x.times(beta.column(1)));
          return s.observe("y", Densities.poissonLog(rate.plus(x.square().times(beta.column(2)))));
        };
    double[] values = new double[2 * 40];
    double[] weights = new double[40];
    for (int r = 0; r < 40; r++) {
      double x = 20 + r;
      values[2 * r] = Math.rint(Math.exp(1 + 0.06 * x - 0.0004 * x * x));
      values[2 * r + 1] = x;
      weights[r] = 1;
    }
    DenseBlock block = new DenseBlock(0, 2, new long[40], weights, values);
    JointModel<DenseBlock> model = new JointModel<>(trend, JointSettings.of("y", "x"));
    Fit fit = JointFits.quasiNewton(model, new MemoryBlocks<>(List.of(block)), 1);

    assertEquals(Verdict.Outcome.CONVERGED, fit.verdict().outcome());
    double[] mean = model.q(fit.parameters()).mean();
    assertEquals(1 + 0.06 * 40 - 0.0004 * 1600, mean[0] + 40 * mean[1] + 1600 * mean[2], 0.1);
  }

  /** A metric is symmetric and positive definite, or L-BFGS may go down. */
  @ParameterizedTest
  @EnumSource(names = {"MEAN_FIELD", "FULL_RANK", "LOW_RANK"})
  void theGeometryIsAMetric(Posterior posterior) {
    JointModel<DenseBlock> model = model(posterior);
    Bundle at = Bundle.zeros(model.layout());
    fill(new Streams(3).stream(Purpose.START, 1), model, field -> at.values(field.name()));
    Round round = new Round(1, 1, at, new Streams(1));
    Direction a = any(model, 2);
    Direction b = any(model, 3);
    Direction ofA = any(model, 2);
    Direction ofB = any(model, 3);
    model.steepest(round, ofA);
    model.steepest(round, ofB);

    double left = dot(model, a, ofB);
    assertEquals(left, dot(model, b, ofA), 1e-12 * Math.abs(left) + 1e-12);
    assertTrue(dot(model, a, ofA) > 0);
    assertTrue(dot(model, b, ofB) > 0);
  }

  private static Direction any(JointModel<DenseBlock> model, long number) {
    Direction direction = new Direction(model.layout());
    RandomStream stream = new Streams(3).stream(Purpose.START, number);
    fill(stream, model, field -> direction.values(field.name()));
    return direction;
  }

  private static void fill(
      RandomStream stream, JointModel<DenseBlock> model, Function<Field, double[]> values) {
    for (Field field : model.layout().fields()) {
      if (field.geometry() == Geometry.ASCENDED) {
        Arrays.setAll(values.apply(field), i -> 0.5 * stream.normal());
      }
    }
  }

  private static double dot(JointModel<DenseBlock> model, Direction a, Direction b) {
    double sum = 0;
    for (Field field : model.layout().fields()) {
      if (field.geometry() == Geometry.ASCENDED) {
        for (int i = 0; i < field.size(); i++) {
          sum += a.values(field.name())[i] * b.values(field.name())[i];
        }
      }
    }
    return sum;
  }
}
