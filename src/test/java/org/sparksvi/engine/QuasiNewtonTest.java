package org.sparksvi.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.diagnose.Verdict.Outcome;
import org.sparksvi.laws.Bits;
import org.sparksvi.laws.Traces;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.update.Adam;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;
import org.sparksvi.update.UpdateRule;

/** L-BFGS on functions whose maxima are known. */
class QuasiNewtonTest {
  private static final Rules ONE = Rules.all(new Constant(1));
  private static final Field POINT = Field.ascended("point", 1, 2);

  private static MemoryBlocks<DenseBlock> rows(int blockRows, double[]... rows) {
    List<DataRow> all =
        IntStream.range(0, rows.length).mapToObj(r -> DataRow.of(r, rows[r].clone())).toList();
    return MemoryBlocks.pack(DenseBlock::of, rows[0].length, all, blockRows);
  }

  private static double[][] normal(int rows, int columns) {
    Random random = new Random(5);
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      java.util.Arrays.setAll(row, c -> c + random.nextGaussian());
    }
    return values;
  }

  private static Plan plan(long epochs, RoundPlan rounds) {
    return new Plan(1, epochs, Double.POSITIVE_INFINITY, 0, 0, 1, 0, 1, rounds);
  }

  private static Fit fit(
      Model<DenseBlock> hill,
      MemoryBlocks<DenseBlock> blocks,
      State from,
      long epochs,
      int threads) {
    Workload<DenseBlock, DenseBlock> workload = Workload.of(hill, blocks);
    try (InProcess execution = new InProcess(workload, threads)) {
      Inference inference =
          new Inference(workload, ONE, plan(epochs, RoundPlan.quasiNewton(5)), execution);
      return inference.run(from == null ? inference.start() : from, Listener.NONE, () -> 0);
    }
  }

  private static Fit fit(Model<DenseBlock> hill, MemoryBlocks<DenseBlock> blocks) {
    return fit(hill, blocks, null, 500, 1);
  }

  /** −½ Σ c_j (x_j − row_j)², whose curvatures differ by a factor of 10⁴. */
  private static Hill bowl() {
    double[] c = {1, 100, 10_000, 30};
    return new Hill(
        List.of(Field.ascended("a", 1, 3), Field.ascended("b", 1, 1)),
        new double[] {50, -3, 7, 0},
        (x, row, gradient) -> {
          double sum = 0;
          for (int j = 0; j < x.length; j++) {
            sum -= 0.5 * c[j] * (x[j] - row[j]) * (x[j] - row[j]);
            gradient[j] -= c[j] * (x[j] - row[j]);
          }
          return sum;
        });
  }

  /** Rosenbrock's valley (1960), moved by each row. */
  private static Hill valley() {
    return new Hill(
        List.of(POINT),
        new double[] {-1.2, 1},
        (x, row, gradient) -> {
          double across = x[1] - x[0] * x[0];
          gradient[0] += 2 * (row[0] - x[0]) + 400 * across * x[0];
          gradient[1] -= 200 * across;
          return -(row[0] - x[0]) * (row[0] - x[0]) - 100 * across * across;
        });
  }

  @Test
  void aQuadraticFunctionIsMaximisedAtTheMeansOfItsRows() {
    double[][] rows = normal(40, 4);
    Fit fit = fit(bowl(), rows(7, rows));

    double[] at = bowl().point(fit.parameters());
    for (int j = 0; j < 4; j++) {
      int column = j;
      double mean = java.util.Arrays.stream(rows).mapToDouble(r -> r[column]).average().orElse(0);
      // 1e-7 nats of 40 rows of the least curvature are 7e-5
      assertEquals(mean, at[j], 1e-4, "coordinate " + j);
    }
    Traces.assertNeverFalls(fit, 0);
    assertEquals(Outcome.CONVERGED, fit.verdict().outcome(), fit.verdict().reason());
    assertTrue(fit.trace().size() < 40, fit.trace().size() + " rounds");
  }

  /** The bowl, by a model that knows its curvatures: no more rounds than to see that it is done. */
  private record Surveyed(Hill bowl) implements Model<DenseBlock> {
    private static final double[] CURVATURES = {1, 100, 10_000};

    @Override
    public Layout layout() {
      return bowl.layout();
    }

    @Override
    public Bundle initial(Start<DenseBlock> start) {
      return bowl.initial(start);
    }

    @Override
    public LocalSteps<DenseBlock> localSteps(Round round) {
      return bowl.localSteps(round);
    }

    @Override
    public void target(Round round, Contribution total, Direction out) {
      bowl.target(round, total, out);
    }

    @Override
    public double globalElbo(Round round) {
      return bowl.globalElbo(round);
    }

    @Override
    public void steepest(Round round, Direction gradient) {
      for (int i = 0; i < 3; i++) {
        gradient.values("a")[i] /= CURVATURES[i];
      }
      gradient.values("b")[0] /= 30;
    }
  }

  @Test
  void theGeometryOfTheModelIsWhereItBegins() {
    MemoryBlocks<DenseBlock> blocks = rows(2, normal(40, 4));
    Fit unknown = fit(bowl(), blocks);
    Fit surveyed = fit(new Surveyed(bowl()), blocks);

    assertEquals(Outcome.CONVERGED, surveyed.verdict().outcome());
    assertTrue(surveyed.trace().size() <= 3, surveyed.trace()::toString);
    assertTrue(unknown.trace().size() > 6, unknown.trace()::toString);
    assertArrayEquals(
        bowl().point(unknown.parameters()), bowl().point(surveyed.parameters()), 1e-4);
  }

  @Test
  void theValleyIsFollowedToItsEnd() {
    Fit fit = fit(valley(), rows(2, new double[] {0.5}, new double[] {1.5}, new double[] {1}));

    double[] at = valley().point(fit.parameters());
    assertEquals(1, at[0], 1e-3); // √(1e-7 / 3 rows)
    assertEquals(at[0] * at[0], at[1], 1e-4);
    Traces.assertNeverFalls(fit, 0);
    assertEquals(Outcome.CONVERGED, fit.verdict().outcome());
    assertTrue(fit.trace().size() < 60, fit.trace().size() + " rounds");
  }

  /** log N(row; m, e^2w), from a place where e^−2w is e^40. */
  @Test
  void aLogarithmOfAScaleFarOffIsReachedBySteadySteps() {
    double[][] rows = normal(30, 1);
    List<Double> scales = Collections.synchronizedList(new ArrayList<>());
    Hill hill =
        new Hill(
            List.of(
                Field.ascended("mean", 1, 1),
                Field.ascended("scale", 1, 1).within(Domain.LOGARITHM)),
            new double[] {0, 12},
            (x, row, gradient) -> {
              scales.add(x[1]);
              double z = (row[0] - x[0]) * Math.exp(-x[1]);
              gradient[0] += z * Math.exp(-x[1]);
              gradient[1] += z * z - 1;
              return -x[1] - 0.5 * z * z;
            });

    Fit fit = fit(hill, rows(30, rows));

    DoubleSummaryStatistics of =
        java.util.Arrays.stream(rows).mapToDouble(r -> r[0]).summaryStatistics();
    double mean = of.getAverage();
    double variance =
        java.util.Arrays.stream(rows).mapToDouble(r -> (r[0] - mean) * (r[0] - mean)).sum() / 30;
    double[] at = hill.point(fit.parameters());
    assertEquals(mean, at[0], 1e-3);
    assertEquals(0.5 * Math.log(variance), at[1], 1e-3);
    double least = scales.stream().mapToDouble(s -> s).min().orElseThrow();
    assertTrue(least > -4, "a trial had the scale e^" + least);
  }

  /** Poisson counts: a trial far up has a gradient of 1e100 and more, and the next is exact. */
  @Test
  void aWildTrialDoesNotSilenceTheGradient() {
    List<Double> sizes = Collections.synchronizedList(new ArrayList<>());
    Hill hill =
        new Hill(
            List.of(Field.ascended("log-rate", 1, 1)),
            new double[] {-280},
            (x, row, gradient) -> {
              double rate = Math.exp(Math.min(x[0], 600)); // finite, however far a trial goes
              gradient[0] += row[0] - rate;
              sizes.add(rate);
              return row[0] * x[0] - rate;
            });

    Fit fit = fit(hill, rows(2, new double[] {3}, new double[] {5}, new double[] {1}));

    double largest = sizes.stream().mapToDouble(s -> s).max().orElseThrow();
    assertTrue(largest > 1e100, "the wildest trial had " + largest);
    assertEquals(Math.log(3), hill.point(fit.parameters())[0], 2e-4); // √(2 · 1e-7 / 9)
    assertEquals(Outcome.CONVERGED, fit.verdict().outcome());
  }

  @Test
  void aRunThatGoesOnHasTheBitsOfOneThatWasNotInterrupted() {
    MemoryBlocks<DenseBlock> blocks = rows(2, normal(9, 1));
    Fit straight = fit(valley(), blocks);
    for (long epochs = 1; epochs < straight.trace().size(); epochs += 3) {
      State half = fit(valley(), blocks, null, epochs, 1).state().snapshot();

      Fit resumed = fit(valley(), blocks, half, 500, 1);

      assertArrayEquals(Bits.of(straight.state()), Bits.of(resumed.state()));
      assertEquals(straight.verdict(), resumed.verdict());
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    MemoryBlocks<DenseBlock> blocks = rows(2, normal(19, 4));

    Fit expected = fit(bowl(), blocks, null, 30, 1);

    for (int threads : new int[] {2, 5}) {
      Fit fit = fit(bowl(), blocks, null, 30, threads);
      assertArrayEquals(Bits.of(expected.state()), Bits.of(fit.state()));
    }
  }

  @Test
  void aKinkIsReached() {
    Hill roof =
        new Hill(
            List.of(Field.ascended("x", 1, 1)),
            new double[] {0.3},
            (x, row, gradient) -> {
              gradient[0] -= Math.signum(x[0] - row[0]);
              return -Math.abs(x[0] - row[0]);
            });

    Fit fit = fit(roof, rows(1, new double[] {1}));

    assertEquals(1, roof.point(fit.parameters())[0], 1e-6); // 40 halvings of a step
    assertTrue(fit.trace().size() < 100, fit.trace().size() + " rounds");
  }

  @Test
  void aGradientThatPointsDownEndsTheSearchWithAWord() {
    Hill wrong =
        new Hill(
            List.of(Field.ascended("x", 1, 1)),
            new double[] {0.3},
            (x, row, gradient) -> {
              gradient[0] += 2 * (x[0] - row[0]);
              return -(x[0] - row[0]) * (x[0] - row[0]);
            });

    Fit fit = fit(wrong, rows(1, new double[] {1}));

    assertEquals(0.3, wrong.point(fit.parameters())[0]);
    assertEquals(Outcome.PLATEAU, fit.verdict().outcome());
    assertEquals(
        "after 1 rounds no step raises the bound, though 0.98 nats seem left to gain at a bound of -0.490000 (norm of the gradient 1.40)",
        fit.verdict().reason());
  }

  @Test
  void fieldsAndRulesThatASearchCannotTakeAreRefusedByName() {
    assertEquals(
        "L-BFGS is for fields that ascend, but 'x' moves toward a target",
        refusal(Field.mixed("x", 1, 1), new Constant(1)));
    assertEquals(
        "L-BFGS is for fields of double precision, but 'x' is of single precision",
        refusal(Field.single("x", 1, 1), new Constant(1)));
    UpdateRule adam = new Adam(0.01, 0.9, 0.999, 1e-8);
    assertEquals(
        "L-BFGS sizes steps itself, so the rule of field 'x' must be a constant rate, but was "
            + adam,
        refusal(Field.ascended("x", 1, 1), adam));
    assertEquals(
        "pairs of L-BFGS must be at least 1, but are 0",
        assertThrows(IllegalArgumentException.class, () -> RoundPlan.quasiNewton(0)).getMessage());
  }

  private static String refusal(Field field, UpdateRule rule) {
    Hill hill = new Hill(List.of(field), new double[] {0}, (x, row, gradient) -> 0);
    Workload<DenseBlock, DenseBlock> workload =
        Workload.of(hill, rows(1, new double[] {1}, new double[] {2}));
    try (InProcess execution = new InProcess(workload, 1)) {
      return assertThrows(
              IllegalArgumentException.class,
              () ->
                  new Inference(
                      workload, Rules.all(rule), plan(3, RoundPlan.quasiNewton(5)), execution))
          .getMessage();
    }
  }
}
