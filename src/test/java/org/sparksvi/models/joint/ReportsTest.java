package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Gap;
import org.sparksvi.model.Round;
import org.sparksvi.model.RowDraws;
import org.sparksvi.model.Term;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.models.joint.JointSummary.Quantity;
import org.sparksvi.numeric.Cholesky;
import org.sparksvi.random.Streams;

/** What is said of a fitted model, where the exact posterior is known. */
class ReportsTest {
  private static final DenseBlock FIRST = Lines.block(0, 15);
  private static final DenseBlock SECOND = Lines.block(15, 40);
  private static final Blocks<DenseBlock> ROWS = new MemoryBlocks<>(List.of(Lines.block(0, 40)));
  private static final Lines.Exact EXACT = Lines.Exact.of(Lines.block(0, 40));
  private static final JointModel<DenseBlock> MODEL =
      new JointModel<>(new Lines(), JointSettings.of(Lines.COLUMNS));
  private static final Bundle FITTED = JointFits.quasiNewton(MODEL, ROWS, 3).parameters();

  /** Four standard errors of a mean of so many draws, in standard deviations. */
  private static double error(int draws) {
    return 4 / Math.sqrt(draws);
  }

  private static Round round(Blocks<DenseBlock> blocks, Bundle parameters) {
    return new Round(1, blocks.totalWeight(), parameters, new Streams(4));
  }

  /** Deviation of a row's response: √(1 + xᵀ Λ⁻¹ x). */
  private static double deviation(double[] x) {
    return Math.sqrt(1 + EXACT.factor().inverseQuadratic(x));
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * EXACT.mean()[i];
    }
    return sum;
  }

  private static double[] x(DenseBlock block, int r) {
    return Arrays.copyOfRange(block.values(), 4 * r, 4 * r + 3);
  }

  @Test
  void summariesAreThoseOfThePosterior() {
    int draws = 4000;
    List<Quantity> quantities = MODEL.summary(FITTED, draws, 5).quantities();

    assertEquals(Lines.SIZE, quantities.size());
    double[] covariance = EXACT.factor().inverse();
    for (int i = 0; i < Lines.SIZE; i++) {
      Quantity quantity = quantities.get(i);
      double sd = Math.sqrt(covariance[i * Lines.SIZE + i]);
      assertEquals("beta[%d]".formatted(i + 1), quantity.name());
      assertEquals(EXACT.mean()[i], quantity.mean(), error(draws) * sd);
      assertEquals(sd, quantity.deviation(), error(draws) * sd);
      assertEquals(EXACT.mean()[i], quantity.median(), 2 * error(draws) * sd);
      assertEquals(EXACT.mean()[i] - 1.645 * sd, quantity.lower(), 3 * error(draws) * sd);
      assertEquals(EXACT.mean()[i] + 1.645 * sd, quantity.upper(), 3 * error(draws) * sd);
    }
  }

  @Test
  void heldOutRowsAreScoredByTheirPredictiveDensity() {
    Contribution sum = new Contribution(MODEL.layout());
    DenseBlock fresh = Lines.block(100, 130);
    MODEL.scorers(round(ROWS, FITTED)).create().accumulate(fresh, sum);
    double exact = 0;
    for (int r = 0; r < fresh.rows(); r++) {
      double sd = deviation(x(fresh, r));
      double z = (fresh.values()[4 * r + 3] - mean(x(fresh, r))) / sd;
      exact -= 0.5 * z * z + Math.log(sd) + Gaussian.HALF_LOG_2_PI;
    }

    assertEquals(30, sum.get(Term.HELD_OUT_UNITS));
    // a density differs between draws by a fifth; that of a mean of 100 of them, by 2 %
    assertEquals(exact / 30, sum.get(Term.HELD_OUT_LOG_PROBABILITY) / 30, 4 * 0.02);
  }

  @Test
  void rowsAreTransformedAlsoWithoutTheirResponse() {
    DenseBlock fresh = Lines.block(100, 110);
    double[] hidden = fresh.values().clone();
    hidden[3] = Double.NaN;
    DenseBlock rows = new DenseBlock(1, 4, fresh.keys(), fresh.weights(), hidden);
    int width = MODEL.output().size();
    double[] out = new double[rows.rows() * width];
    MODEL.transforms(round(ROWS, FITTED)).create().transform(rows, out);

    assertEquals("expected", MODEL.output().get(0).name());
    for (int r = 0; r < rows.rows(); r++) {
      double mean = mean(x(rows, r));
      double sd = deviation(x(rows, r));
      assertEquals(mean, out[r * width], error(400) * sd);
      assertEquals(sd, out[r * width + 1], error(400) * sd);
      assertEquals(mean - 1.96 * sd, out[r * width + 2], 3 * error(400) * sd);
      assertEquals(mean + 1.96 * sd, out[r * width + 3], 3 * error(400) * sd);
      assertEquals(r == 0, Double.isNaN(out[r * width + 4]));
    }
    assertEquals(Double.NaN, out[4]);
  }

  @Test
  void drawsDependOnTheirNumbersAlone() {
    RowDraws draws = MODEL.draws(FITTED);
    double[] all = new double[5 * Lines.SIZE];
    double[] last = new double[2 * Lines.SIZE];
    draws.draw(new Streams(8), 0, 5, all);
    draws.draw(new Streams(8), 3, 2, last);
    assertArrayEquals(Arrays.copyOfRange(all, 3 * Lines.SIZE, 5 * Lines.SIZE), last);

    DenseBlock rows = Lines.block(100, 104);
    double[][] four = MODEL.predictions(FITTED, new Streams(8), 0, 6).apply(rows);
    double[][] one = MODEL.predictions(FITTED, new Streams(8), 2, 3).apply(Lines.block(102, 103));
    assertArrayEquals(Arrays.copyOfRange(four[2], 2, 5), one[0]);
    assertNotEquals(four[2][0], four[2][1]);
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL_RANK", "LOW_RANK"})
  void yesterdaysPosteriorIsTodaysPrior(Posterior posterior) {
    Blocks<DenseBlock> first = new MemoryBlocks<>(List.of(FIRST));
    Blocks<DenseBlock> second = new MemoryBlocks<>(List.of(SECOND));
    JointModel<DenseBlock> model =
        new JointModel<>(new Lines(), JointSettings.of(Lines.COLUMNS).with(posterior));
    Bundle before = JointFits.quasiNewton(model, first, 3).parameters();
    JointModel<DenseBlock> more = model.after(before, 1);
    Bundle after = JointFits.quasiNewton(more, second, 3).parameters();

    assertArrayEquals(EXACT.mean(), more.q(after).mean(), 2e-3);
    Gap gap = JointFits.evidence(more, second, after, 1000, 5);
    double both = Lines.Exact.of(FIRST).evidence();
    assertEquals(EXACT.evidence() - both, gap.logEvidence(), 2e-3); // log p(second | first)
  }

  /** A posterior to the power ½ is one of half as many rows, and half the prior. */
  @Test
  void memoryWidensThePrior() {
    JointModel<DenseBlock> more = MODEL.after(FITTED, 0.5);
    double[] off = EXACT.mean().clone();
    off[0] += 0.3;
    off[2] -= 0.1;
    double[] slope = new double[Lines.SIZE];
    double log = more.logPrior(off, slope);

    Cholesky factor = EXACT.factor();
    double quadratic = 0;
    double[] expected = new double[Lines.SIZE];
    double[] by = {0.3, 0, -0.1};
    for (int i = 0; i < Lines.SIZE; i++) {
      for (int j = 0; j < Lines.SIZE; j++) {
        expected[i] -= 0.5 * EXACT.precision()[i * Lines.SIZE + j] * by[j];
      }
      quadratic += expected[i] * by[i];
    }
    double normaliser =
        0.5 * (factor.logDeterminant() + Lines.SIZE * Math.log(0.5))
            - Lines.SIZE * Gaussian.HALF_LOG_2_PI;
    // L-BFGS ends about 1e-7 nats from the best: 3e-4 in relative precision
    assertEquals(0.5 * quadratic + normaliser, log, 2e-3);
    assertArrayEquals(expected, slope, 0.05);
    assertEquals(
        "memory must be in (0, 1], but was 0.0",
        assertThrows(IllegalArgumentException.class, () -> MODEL.after(FITTED, 0)).getMessage());
  }

  @Test
  void theEvidenceOfOtherRowsIsRefused() {
    Blocks<DenseBlock> other = new MemoryBlocks<>(List.of(FIRST));

    assertEquals(
        "rows must be those of the training, of total weight 40.0000, but weigh 15.0000",
        assertThrows(
                IllegalArgumentException.class,
                () -> JointFits.evidence(MODEL, other, FITTED, 100, 1))
            .getMessage());
  }

  @Test
  void theShapeOfThePosteriorIsChosenByItsSize() {
    assertEquals(
        "a Gaussian of full rank over 3 unconstrained numbers, since there are no more than 300",
        MODEL.reason());
    LogJoint wide =
        s -> s.real("beta", 301, Densities.normal(0, 1)).sum().times(0).plus(s.column("x"));
    JointModel<DenseBlock> model = new JointModel<>(wide, JointSettings.of("x"));
    assertEquals(
        "a Gaussian of low rank, with 10 factors over 301 unconstrained numbers, since there are"
            + " more than 300",
        model.reason());
    assertEquals(Posterior.LOW_RANK, model.posterior());
    LogJoint narrow = s -> s.real("beta", Densities.normal(0, 1)).times(s.column("x"));
    assertEquals(Posterior.MEAN_FIELD, new JointModel<>(narrow, JointSettings.of("x")).posterior());
    assertTrue(MODEL.output().size() > model.output().size(), "nothing is observed there");
  }
}
