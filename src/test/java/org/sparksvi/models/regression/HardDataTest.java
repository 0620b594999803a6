package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Traces;
import org.sparksvi.update.Constant;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** Data that point estimates cannot be had of, and other units of the same data. */
class HardDataTest {

  static Stream<Likelihood> all() {
    return Stream.concat(
        LikelihoodTest.all(), Stream.of(new Ordinal(4), new Ordinal(2), new Multinomial(3)));
  }

  private static Fit fit(Regression model, RegressionData data) {
    return fit(model, data.blocks());
  }

  /** As the kind does it: steps that lower the bound are halved. */
  private static Fit fit(Regression model, MemoryBlocks<LabelledBlock> blocks) {
    Workload<LabelledBlock, LabelledBlock> workload = Workload.of(model, blocks);
    Plan usual = Plan.of(blocks.count(), 40, 1);
    Plan plan =
        new Plan(
            usual.blocksPerRound(),
            usual.epochs(),
            usual.maxSeconds(),
            0,
            usual.patience(),
            1,
            usual.heldOutEvery(),
            1,
            RoundPlan.GUARDED);
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      return inference.run(inference.start(), Listener.NONE, () -> 0);
    }
  }

  private static RegressionSummary summary(Regression model, RegressionData data) {
    return model.summary(fit(model, data).parameters());
  }

  private static void assertFinite(RegressionSummary summary) {
    for (var b : summary.coefficients()) {
      assertTrue(Double.isFinite(b.mean()) && b.deviation() > 0, b.toString());
      assertTrue(b.most().lower() < b.half().lower() && b.half().lower() < b.mean(), "" + b);
    }
    assertTrue(Double.isFinite(summary.evidence().orElseThrow()));
  }

  /** The side of a row by its features says all. */
  @Test
  void separableRows() {
    double[][] x = new double[40][1];
    double[] y = new double[40];
    for (int r = 0; r < 40; r++) {
      x[r][0] = r - 19.5;
      y[r] = r < 20 ? 0 : 1;
    }
    RegressionData data = RegressionData.of(x, y);
    for (Likelihood likelihood : new Likelihood[] {new Logistic(), new Probit()}) {
      for (double scale : new double[] {1, 10, 100}) {
        Regression model = RegressionData.model(1, likelihood, new NormalPrior(scale), true);
        Fit fit = fit(model, data);
        RegressionSummary summary = model.summary(fit.parameters());

        Traces.assertNeverFalls(fit, 1e-9);
        assertFinite(summary);
        assertTrue(summary.coefficients().get(0).positive() > 0.99);
      }
    }
  }

  /** Ten events in 100 000 rows; the deviation is that of a count of ten. */
  @Test
  void rareEvents() {
    Random random = new Random(4);
    double[][] x = new double[2000][1];
    double[] y = new double[2000];
    double[] weights = new double[2000];
    for (int r = 0; r < y.length; r++) {
      x[r][0] = random.nextGaussian();
      y[r] = r < 10 ? 1 : 0;
      weights[r] = r < 10 ? 1 : 50;
    }
    RegressionData data = new RegressionData(x, y, new double[2000], weights);

    RegressionSummary summary = summary(RegressionData.model(1, new Logistic()), data);

    assertFinite(summary);
    var intercept = summary.coefficients().get(1);
    assertEquals(Math.log(1e-4), intercept.mean(), 3 * intercept.deviation());
    assertEquals(1 / Math.sqrt(10), intercept.deviation(), 0.1);
  }

  /**
   * Two equal columns share what one has: the sum is known as well, the difference as the prior.
   */
  @Test
  void equalColumnsShareOneCoefficient() {
    RegressionData one = RegressionData.drawn(new Poisson(), 200, new double[] {0.5, 0.2}, 3);
    double[][] x = new double[200][2];
    for (int r = 0; r < 200; r++) {
      x[r][0] = one.x()[r][0];
      x[r][1] = one.x()[r][0];
    }
    RegressionData twice = new RegressionData(x, one.y(), one.offsets(), one.weights());

    // two coefficients of deviation s have a sum of deviation s √2
    var alone =
        summary(
            RegressionData.model(1, new Poisson(), new NormalPrior(2 * Math.sqrt(2)), true), one);
    var both = summary(RegressionData.model(2, new Poisson()), twice);

    double sum = both.coefficients().get(0).mean() + both.coefficients().get(1).mean();
    assertEquals(alone.coefficients().get(0).mean(), sum, 1e-6);
    assertEquals(
        alone.evidence().orElseThrow(),
        both.evidence().orElseThrow(),
        1e-6 * Math.abs(alone.evidence().orElseThrow()));
    assertEquals(1, both.coefficients().get(0).partner());
    assertTrue(both.coefficients().get(0).inflation() > 10);
    assertEquals(-1, alone.coefficients().get(0).partner());
  }

  @ParameterizedTest
  @MethodSource("all")
  void moreColumnsThanRows(Likelihood likelihood) {
    double[] coefficients = new double[31];
    coefficients[0] = 0.7;
    RegressionData data = RegressionData.drawn(likelihood, 12, coefficients, 5);

    assertFinite(summary(RegressionData.model(30, likelihood), data));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aSingleRow(Likelihood likelihood) {
    RegressionData data = RegressionData.of(new double[][] {{2}}, new double[] {1});

    assertFinite(summary(RegressionData.model(1, likelihood), data));
  }

  @ParameterizedTest
  @MethodSource("all")
  void responsesThatAreAllTheSame(Likelihood likelihood) {
    RegressionData drawn = RegressionData.drawn(likelihood, 30, new double[] {0.5, 0}, 5);
    double[] y = new double[30];
    java.util.Arrays.fill(y, likelihood instanceof GammaResponse ? 2 : 0);

    RegressionSummary summary =
        summary(
            RegressionData.model(1, likelihood),
            new RegressionData(drawn.x(), y, drawn.offsets(), drawn.weights()));

    assertFinite(summary);
    if (likelihood instanceof Poisson) { // of counts that are all 0 the rate is low
      assertTrue(summary.coefficients().get(1).mean() < -2);
    }
  }

  /** Other units of columns change coefficients by the same factors, and nothing else. */
  @ParameterizedTest
  @MethodSource("all")
  void unitsOfColumnsChangeNothing(Likelihood likelihood) {
    RegressionData data = RegressionData.drawn(likelihood, 60, new double[] {0.6, -0.4, 0.3}, 7);
    double[] factors = {1e6, 1e-7};
    double[] shifts = {3e6, 4e-6};
    Regression model = RegressionData.model(2, likelihood);

    RegressionSummary before = summary(model, data);
    RegressionSummary after = summary(model, data.inUnits(factors, shifts));

    for (int c = 0; c < 2; c++) {
      var b = before.coefficients().get(c);
      var a = after.coefficients().get(c);
      assertEquals(b.mean(), factors[c] * a.mean(), 1e-7 * b.deviation());
      assertEquals(b.deviation(), factors[c] * a.deviation(), 1e-7 * b.deviation());
      assertEquals(b.positive(), a.positive(), 1e-7);
    }
    assertEquals(
        before.evidence().orElseThrow(),
        after.evidence().orElseThrow(),
        1e-7 * Math.abs(before.evidence().orElseThrow()));
  }

  /** Sparse rows are dense rows, but that their columns keep their zeros. */
  @ParameterizedTest
  @MethodSource("all")
  void sparseRowsAreTheSameRows(Likelihood likelihood) {
    RegressionData drawn = RegressionData.drawn(likelihood, 60, new double[] {0.6, -0.4, 0.3}, 8);
    double[][] x = new double[60][2];
    for (int r = 0; r < 60; r++) {
      x[r][r % 2] = drawn.x()[r][0];
    }
    RegressionData data = new RegressionData(x, drawn.y(), drawn.offsets(), drawn.weights());
    Regression model = RegressionData.model(2, likelihood);
    Bundle sparse = Fits.batch(model, data.sparse(), 2, 1).parameters();

    var ofSparse = Fits.sum(model, data.sparse(), sparse);
    var ofDense = Fits.sum(model, data.blocks(), sparse);

    assertArrayEquals(new double[2], sparse.values(Units.CENTRE));
    for (String field : new String[] {Regression.PRECISION, Regression.NATURAL}) {
      assertArrayEquals(
          ofDense.statistics().values(field), ofSparse.statistics().values(field), 1e-9, field);
    }
    assertEquals(ofDense.localElbo(), ofSparse.localElbo(), 1e-9 * Math.abs(ofDense.localElbo()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void minibatchesComeToWhereAllRowsDo(Likelihood likelihood) {
    RegressionData data = RegressionData.drawn(likelihood, 480, new double[] {0.6, 0.3}, 9);
    Regression model = RegressionData.model(1, likelihood);
    RegressionSummary all = summary(model, data);

    Fit fit = Fits.run(model, data.blocks(), 6, 60, 2, Rules.all(new RobbinsMonro(1, 0.75)), 1);

    RegressionSummary some = model.summary(fit.parameters());
    for (int j = 0; j < 2; j++) {
      var expected = all.coefficients().get(j);
      assertEquals(expected.mean(), some.coefficients().get(j).mean(), 0.2 * expected.deviation());
      assertEquals(1, some.coefficients().get(j).deviation() / expected.deviation(), 0.03);
    }
  }
}
