package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.models.regression.MixedCases.data;
import static org.sparksvi.models.regression.MixedCases.fitted;
import static org.sparksvi.models.regression.MixedCases.model;
import static org.sparksvi.models.regression.MixedCases.score;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Oracle;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.numeric.Cholesky;

/** What is said of rows and of the spread, beside dense matrices and by hand. */
class MixedScoresTest {
  /** Of sums of hundreds of rows. */
  private static final double ROUNDING = 1e-8;

  /** log t(0, I + Z D Zᵀ + X Λ⁻¹ Xᵀ) by group, over all its rows. */
  @Test
  void groupsAreScoredByStudentsT() {
    Likelihood likelihood = new Normal(NoisePrior.gamma(0.5, 0.5));
    MixedRegression model = model(likelihood);
    MixedData data = data(likelihood);
    Bundle at = fitted(model, data.blocks(32, false));
    MixedPosterior posterior = model.posterior(at);
    Units units = posterior.fixed().units();
    Coefficients q = posterior.fixed().q();
    double[] covariance = q.covariance();
    double sum = 0;
    for (int from = 0, to; from < data.rows(); from = to) {
      to = from;
      while (to < data.rows() && data.group()[to] == data.group()[from]) {
        to++;
      }
      int n = to - from;
      double[][] x = new double[n][3];
      double[] rest = new double[n];
      for (int r = 0; r < n; r++) {
        rest[r] = units.response(data.y()[from + r]);
        for (int c = 0; c < 3; c++) {
          double value = c < 2 ? data.x()[from + r][c] : 1;
          x[r][c] = c < 2 ? (value - units.centre()[c]) / units.scale()[c] : 1;
          rest[r] -= x[r][c] * q.means()[c];
        }
      }
      double[] omega = new double[n * n];
      for (int r = 0; r < n; r++) {
        for (int s = 0; s < n; s++) {
          double cell = r == s ? 1 : 0;
          for (int c = 0; c < 3; c++) {
            for (int d = 0; d < 3; d++) {
              cell += x[r][c] * covariance[c * 3 + d] * x[s][d];
            }
          }
          Spread t = posterior.spread();
          double[] z = {1, x[r][0], 1, x[s][0]};
          cell += (z[0] * t.at(0, 0) + z[1] * t.at(1, 0)) * (z[2] * t.at(0, 0) + z[3] * t.at(1, 0));
          cell += z[1] * t.at(1, 1) * z[3] * t.at(1, 1);
          omega[r * n + s] = cell;
        }
      }
      Cholesky root = Cholesky.of(omega, n, "omega");
      double degrees = 2 * q.noise().shape();
      double scale = q.noise().rate() / q.noise().shape();
      sum +=
          Oracle.logGamma(0.5 * (degrees + n))
              - Oracle.logGamma(0.5 * degrees)
              - 0.5 * n * Math.log(degrees * Math.PI * scale)
              - 0.5 * root.logDeterminant()
              - 0.5 * (degrees + n) * Math.log1p(root.inverseQuadratic(rest) / (degrees * scale))
              - n * Math.log(units.responseScale());
    }
    assertEquals(sum, score(model, at, data), ROUNDING * data.rows());
  }

  /** A row as the others tell it is a row without a response. */
  @Test
  void leavingARowOutIsExactWithNormalNoise() {
    Likelihood likelihood = new Normal(NoisePrior.gamma(0.5, 0.5));
    MixedRegression model = model(likelihood);
    MixedData data = data(likelihood);
    Bundle at = fitted(model, data.blocks(32, false));
    for (int row : new int[] {0, 7, 50}) {
      double[] y = data.y().clone();
      y[row] = Double.NaN;
      MixedData without = new MixedData(data.x(), y, data.group(), data.offsets(), data.weights());
      double[] all = transformed(model, at, data);
      double[] others = transformed(model, at, without);
      int width = all.length / data.rows();
      double mean = others[row * width];
      double variance = others[row * width + 1] * others[row * width + 1];
      double shape = model.posterior(at).fixed().q().noise().shape();
      // Student's t of as many degrees whose variance is that
      double scale = Math.sqrt(variance * (shape - 1) / shape);
      double t = (data.y()[row] - mean) / scale;
      double expected =
          Oracle.logGamma(shape + 0.5)
              - Oracle.logGamma(shape)
              - 0.5 * Math.log(2 * shape * Math.PI)
              - Math.log(scale)
              - (shape + 0.5) * Math.log1p(t * t / (2 * shape));
      assertEquals(expected, all[row * width + 4], ROUNDING);
    }
  }

  /** Also behind one beside which it is nothing. */
  @Test
  void aGroupCountsByItsOwnWeight() {
    Likelihood likelihood = new Normal(NoisePrior.gamma(0.5, 0.5));
    MixedRegression model = model(likelihood);
    MixedData data = data(likelihood);
    Bundle at = fitted(model, data.blocks(32, false));
    double[] weights = new double[data.rows()];
    double light = 1e-20;
    double[] rows = new double[1 + data.group()[data.rows() - 1]];
    for (int r = 0; r < weights.length; r++) {
      rows[data.group()[r]]++;
      weights[r] = data.group()[r] == 0 ? 1 : light;
    }
    MemoryBlocks<GroupedBlock> blocks =
        new MixedData(data.x(), data.y(), data.group(), data.offsets(), weights)
            .blocks(9999, false);
    Contribution sum = new Contribution(model.layout());
    sum.add(Term.HELD_OUT_UNIT_SQUARES, -rows[0] * rows[0]); // what the first one will add
    model.scorers(Fits.round(blocks, at)).create().accumulate(blocks.read(0), sum);

    double expected = 0;
    for (int g = 1; g < rows.length; g++) {
      expected += light * rows[g] * light * rows[g];
    }
    assertEquals(expected, sum.get(Term.HELD_OUT_UNIT_SQUARES), 1e-12 * expected);
  }

  private static double[] transformed(MixedRegression model, Bundle at, MixedData data) {
    MemoryBlocks<GroupedBlock> blocks = data.blocks(9999, false);
    double[] out = new double[data.rows() * Column.width(model.output())];
    model.transforms(Fits.round(blocks, at)).create().transform(blocks.read(0), out);
    return out;
  }

  /** Groups whose noise adds up to 0: they are more alike than chance has it. */
  @Test
  void groupsThatAreAlikeAreSaidToBeSo() {
    Likelihood likelihood = new Normal(NoisePrior.gamma(0.5, 0.5));
    MixedData data = data(likelihood);
    for (int r = 0; r < data.rows(); r++) {
      data.group()[r] = r / 4;
      data.y()[r] = 0.3 * data.x()[r][0] - 0.4 * data.x()[r][1] + (r % 2 == 0 ? 0.5 : -0.5);
    }
    MixedRegression model =
        new MixedRegression(
            new MixedSettings(
                model(likelihood).settings().fixed(),
                MixedData.effects(0, new StudentPrior(3, 2), 1)));
    Bundle at = fitted(model, data.blocks(32, false));
    MixedSummary summary = model.summary(at);
    assertTrue(summary.singular());
    assertTrue(model.held(at).isPresent());
    MixedSummary.Estimate estimate = summary.deviations().get(0);
    assertTrue(estimate.value() < 2e-4, () -> "deviation " + estimate);
    assertTrue(Double.isFinite(estimate.most().upper()));
  }

  /** Slopes that do not go along with the intercept add to what groups differ by at the centres. */
  @Test
  void theShareBetweenGroupsIsAtTheCentres() {
    MemoryBlocks<GroupedBlock> blocks =
        data(new Normal(NoisePrior.gamma(0.5, 0.5))).blocks(32, false);
    RandomEffects apart =
        new RandomEffects(
            List.of(new RandomEffects.Term(List.of(RandomEffects.INTERCEPT, 0), false)),
            new StudentPrior(3, 2),
            1);
    MixedRegression model =
        new MixedRegression(
            new MixedSettings(
                new RegressionSettings(
                    2, new Normal(NoisePrior.gamma(0.5, 0.5)), new NormalPrior(2), true, true, 3),
                apart));
    Bundle at = fitted(model, blocks);
    MixedSummary summary = model.summary(at);
    double intercept = summary.deviations().get(0).value();
    double slope = summary.deviations().get(1).value();
    Units units = Units.of(at);
    double noise =
        units.responseScale()
            * units.responseScale()
            * Quantiles.squaredScale(model.posterior(at).fixed().q().noise());
    double centre = units.centre()[0];
    double between = intercept * intercept + centre * centre * slope * slope;

    assertTrue(Math.abs(centre) > 1, "" + centre);
    assertEquals(between / (between + noise), summary.between().orElseThrow().value(), ROUNDING);
  }
}
