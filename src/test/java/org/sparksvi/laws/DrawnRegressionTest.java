package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.update.Adam;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** Fields that ascend beside a field that moves toward a target, under one loop. */
class DrawnRegressionTest {
  private static final long SEED = 59;

  /** Draws are shared by both sides of a difference, so it is sharp. */
  private static final double DIFFERENCES = 1e-6;

  private final ModelCase<PointBlock, ?, ?> model = ModelCases.regression();

  @ParameterizedTest
  @ValueSource(strings = {DrawnRegression.MEAN, DrawnRegression.LOG_SCALE})
  void theGradientIsThatOfTheSameRoundsBound(String field) {
    Bundle at = model.somewhere(SEED);
    Round round = model.round(at, 7, SEED);
    Direction gradient = new Direction(model.model().layout());
    model.model().target(round, model.sum(round, model.all()).read(), gradient);

    double[] differences =
        Differences.gradient(
            values -> {
              Bundle moved = at.copy();
              moved.set(field, values);
              return bound(model.round(moved, 7, SEED));
            },
            at.values(field));

    assertArrayEquals(differences, gradient.values(field), DIFFERENCES);
  }

  private double bound(Round round) {
    Contribution sum = model.sum(round, model.all()).read();
    return sum.localElbo() + model.model().globalElbo(round);
  }

  @Test
  void adamReachesTheKnownOptimum() {
    Rules rules =
        Rules.all(new Adam(0.1).then(new RobbinsMonro(10, 0.6)))
            .with(DrawnRegression.NOISE, new RobbinsMonro(1, 0.75));
    Plan plan = Plan.of(model.blocks(), 8_000, SEED);
    Fit fit;
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference inference = new Inference(model.workload(), rules, plan, execution);
      fit = inference.run(inference.start(), Listener.NONE, () -> 0);
    }

    Optimum optimum = Optimum.of(model);

    // noise of draws, averaged over the last rounds by the shrinking rates
    Bundle parameters = fit.parameters();
    assertArrayEquals(optimum.mean, parameters.values(DrawnRegression.MEAN), 0.01);
    assertArrayEquals(optimum.logScale, parameters.values(DrawnRegression.LOG_SCALE), 0.03);
    double[] noise = parameters.values(DrawnRegression.NOISE);
    assertEquals(optimum.shape, noise[0], 1e-6);
    assertEquals(1, noise[1] / optimum.rate, 0.02);
    assertEquals(2, fit.state().memory().size());
  }

  /** Mean-field optimum by coordinate ascent in closed form, without draws. */
  private static final class Optimum {
    private final double[] mean;
    private final double[] logScale;
    private double shape;
    private double rate;

    private Optimum(int inputs) {
      mean = new double[inputs];
      logScale = new double[inputs];
    }

    static Optimum of(ModelCase<PointBlock, ?, ?> model) {
      Optimum optimum = new Optimum(model.workload().training().read(0).input(0).length);
      optimum.shape = DrawnRegression.PRIOR_SHAPE + model.totalRows() / 2;
      optimum.rate = DrawnRegression.PRIOR_RATE;
      for (int sweep = 0; sweep < 1000; sweep++) {
        for (int j = 0; j < optimum.mean.length; j++) {
          optimum.updateWeight(model, j);
        }
        optimum.updateRate(model);
      }
      return optimum;
    }

    private void updateWeight(ModelCase<PointBlock, ?, ?> model, int j) {
      double precision = 1;
      double pull = 0;
      for (int id : model.all()) {
        PointBlock block = model.workload().training().read(id);
        for (int row = 0; row < block.rows(); row++) {
          double[] x = block.input(row);
          double without = residual(block, row) + mean[j] * x[j];
          precision += shape / rate * x[j] * x[j];
          pull += shape / rate * x[j] * without;
        }
      }
      mean[j] = pull / precision;
      logScale[j] = -0.5 * Math.log(precision);
    }

    private void updateRate(ModelCase<PointBlock, ?, ?> model) {
      rate = DrawnRegression.PRIOR_RATE;
      for (int id : model.all()) {
        PointBlock block = model.workload().training().read(id);
        for (int row = 0; row < block.rows(); row++) {
          double[] x = block.input(row);
          double residual = residual(block, row);
          rate += 0.5 * residual * residual;
          for (int j = 0; j < x.length; j++) {
            rate += 0.5 * x[j] * x[j] * Math.exp(2 * logScale[j]);
          }
        }
      }
    }

    private double residual(PointBlock block, int row) {
      double[] x = block.input(row);
      double fitted = 0;
      for (int j = 0; j < x.length; j++) {
        fitted += x[j] * mean[j];
      }
      return block.output(row) - fitted;
    }

    @Override
    public String toString() {
      return Arrays.toString(mean) + Arrays.toString(logScale) + shape + " " + rate;
    }
  }
}
