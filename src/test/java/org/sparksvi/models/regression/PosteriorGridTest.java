package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.laws.Gaps;
import org.sparksvi.laws.Traces;
import org.sparksvi.model.Gap;

/** Posteriors of a slope and an intercept beside sums over a fine grid of both. */
class PosteriorGridTest {
  private static final int ROWS = 60;
  private static final int STEPS = 160; // of each coefficient, over 16 deviations

  /** The largest gap of bound and evidence; seen are .0003 to .006 at so many rows. */
  private static final double GAP = 0.01;

  /** Of deviations, relative: what the posterior lacks of a Gaussian. */
  private static final double SHAPE = 0.02;

  private static final int DRAWS = 1000;

  static Stream<Likelihood> likelihoods() {
    return Stream.of(
        new Logistic(),
        new Probit(),
        new Poisson(),
        new NegativeBinomial(),
        new StudentT(),
        new GammaResponse(),
        new Ordinal(4));
  }

  private static RegressionData data(Likelihood likelihood) {
    return RegressionData.drawn(likelihood, ROWS, new double[] {0.8, 0.3}, 11);
  }

  /** Evidence and moments given the dispersions at their estimates. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Grid(double logEvidence, double[] means, double[] deviations) {}

  private static Grid grid(RegressionData data, Bundle at, Posterior posterior) {
    double[] m = posterior.q().means();
    double[] sd = {Math.sqrt(posterior.q().variance(0)), Math.sqrt(posterior.q().variance(1))};
    double response = at.values(Units.RESPONSE)[0];
    double unit = at.values(Units.RESPONSE)[1];
    double[] logs = new double[STEPS * STEPS];
    double most = Double.NEGATIVE_INFINITY;
    double[][] betas = new double[STEPS * STEPS][];
    for (int i = 0; i < logs.length; i++) {
      int row = i / STEPS;
      int column = i % STEPS;
      double slope = m[0] + sd[0] * (16 * (row + 0.5) / STEPS - 8);
      double intercept = m[1] + sd[1] * (16 * (column + 0.5) / STEPS - 8);
      betas[i] = new double[] {slope, intercept};
      double log = -slope * slope / 8 - Math.log(2) - intercept * intercept / 18 - Math.log(3);
      log -= Math.log(2 * Math.PI);
      for (int r = 0; r < data.rows(); r++) {
        double x = (data.x()[r][0] - at.values(Units.CENTRE)[0]) / at.values(Units.SCALE)[0];
        double f = intercept + slope * x + data.offsets()[r] / unit;
        double y = (data.y()[r] - response) / unit;
        log += data.weights()[r] * (log(posterior.likelihood(), y, f) - Math.log(unit));
      }
      logs[i] = log;
      most = Math.max(most, log);
    }
    double cell = 256.0 * sd[0] * sd[1] / (STEPS * (double) STEPS);
    double sum = 0;
    double[] first = new double[2];
    double[] second = new double[2];
    for (int i = 0; i < logs.length; i++) {
      double mass = Math.exp(logs[i] - most);
      sum += mass;
      for (int j = 0; j < 2; j++) {
        first[j] += mass * (betas[i][j] - m[j]);
        second[j] += mass * (betas[i][j] - m[j]) * (betas[i][j] - m[j]);
      }
    }
    double[] means = new double[2];
    double[] deviations = new double[2];
    for (int j = 0; j < 2; j++) {
      double off = first[j] / sum;
      means[j] = m[j] + off;
      deviations[j] = Math.sqrt(second[j] / sum - off * off);
    }
    return new Grid(most + Math.log(sum * cell), means, deviations);
  }

  private static double log(Likelihood likelihood, double y, double... f) {
    double[] site = new double[1 + f.length + f.length * (f.length + 1) / 2];
    likelihood.first(y, f, site);
    return site[0];
  }

  /** Three classes of one column without intercepts: two coefficients. */
  @Test
  void theBoundOfASoftmaxIsBelowTheEvidenceAndMomentsAreThoseOfTheGrid() {
    RegressionData data = classes(200);
    Likelihood likelihood = new Multinomial(3);
    Regression model =
        new Regression(new RegressionSettings(1, likelihood, new NormalPrior(2), false, false, 0));
    Bundle at = Fits.batch(model, data.blocks(), 40, 1).parameters();
    RegressionSummary summary = model.summary(at);
    double[] m = new double[2];
    double[] sd = new double[2];
    for (int j = 0; j < 2; j++) {
      m[j] = summary.coefficients().get(j).mean();
      sd[j] = summary.coefficients().get(j).deviation();
    }
    double most = Double.NEGATIVE_INFINITY;
    double[] logs = new double[STEPS * STEPS];
    double[][] betas = new double[STEPS * STEPS][];
    for (int i = 0; i < logs.length; i++) {
      int row = i / STEPS;
      int column = i % STEPS;
      double[] b = {
        m[0] + sd[0] * (16 * (row + 0.5) / STEPS - 8),
        m[1] + sd[1] * (16 * (column + 0.5) / STEPS - 8)
      };
      double log = -(b[0] * b[0] + b[1] * b[1]) / 8 - 2 * Math.log(2) - Math.log(2 * Math.PI);
      for (int r = 0; r < data.rows(); r++) {
        double x = data.x()[r][0];
        double[] f = {0, b[0] * x, b[1] * x};
        double sum = Math.exp(f[0]) + Math.exp(f[1]) + Math.exp(f[2]);
        log += f[(int) data.y()[r]] - Math.log(sum);
      }
      betas[i] = b;
      logs[i] = log;
      most = Math.max(most, log);
    }
    double sum = 0;
    double[] first = new double[2];
    double[] second = new double[2];
    for (int i = 0; i < logs.length; i++) {
      double mass = Math.exp(logs[i] - most);
      sum += mass;
      for (int j = 0; j < 2; j++) {
        first[j] += mass * (betas[i][j] - m[j]);
        second[j] += mass * (betas[i][j] - m[j]) * (betas[i][j] - m[j]);
      }
    }
    double cell = 256.0 * sd[0] * sd[1] / (STEPS * (double) STEPS);
    double gap = most + Math.log(sum * cell) - summary.evidence().orElseThrow();
    assertTrue(gap > -1e-6 && gap < GAP, "gap " + gap);
    for (int j = 0; j < 2; j++) {
      double off = first[j] / sum;
      double deviation = Math.sqrt(second[j] / sum - off * off);
      assertEquals(0, off / deviation, 0.05, "mean " + j);
      assertEquals(1, sd[j] / deviation, SHAPE, "deviation " + j);
    }
  }

  private static RegressionData classes(int rows) {
    Random random = new Random(4);
    double[][] x = new double[rows][1];
    double[] y = new double[rows];
    for (int r = 0; r < rows; r++) {
      x[r][0] = random.nextGaussian();
      double[] odds = {1, Math.exp(0.8 * x[r][0]), Math.exp(-0.5 * x[r][0])};
      double left = random.nextDouble() * (odds[0] + odds[1] + odds[2]);
      while (left > odds[(int) y[r]]) {
        left -= odds[(int) y[r]++];
      }
    }
    return RegressionData.of(x, y);
  }

  private static double dispersionPriors(Posterior posterior, Bundle at) {
    double sum = 0;
    var dispersions = posterior.likelihood().dispersions();
    for (int d = 0; d < dispersions.size(); d++) {
      sum += dispersions.get(d).logPrior(at.values(Regression.DISPERSION)[d]);
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theBoundIsJustBelowTheEvidenceAndMomentsAreThoseOfTheGrid(Likelihood likelihood) {
    RegressionData data = data(likelihood);
    Regression model = RegressionData.model(1, likelihood);
    Bundle at = Fits.batch(model, data.blocks(), 40, 1).parameters();
    Posterior posterior = model.posterior(at);

    Grid grid = grid(data, at, posterior);

    double bound = Fits.elbo(model, data.blocks(), at) - dispersionPriors(posterior, at);
    double gap = grid.logEvidence() - bound;
    assertTrue(gap > -1e-6 && gap < GAP, "gap " + gap);
    for (int j = 0; j < 2; j++) {
      double deviation = Math.sqrt(posterior.q().variance(j));
      assertEquals(grid.means()[j], posterior.q().means()[j], 0.05 * deviation, "mean " + j);
      assertEquals(grid.deviations()[j], deviation, SHAPE * deviation, "deviation " + j);
    }
    assertEquals(
        bound + dispersionPriors(posterior, at),
        model.summary(at).evidence().orElseThrow(),
        1e-6 * Math.abs(bound));
  }

  /** By weights of draws from q: the grid's evidence and moments, each within its error. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void drawsGiveTheEvidenceAndTheMomentsOfTheGrid(Likelihood likelihood) {
    RegressionData data = data(likelihood);
    Regression model = RegressionData.model(1, likelihood);
    Bundle at = Fits.batch(model, data.blocks(), 40, 1).parameters();
    Posterior posterior = model.posterior(at);
    Grid grid = grid(data, at, posterior);
    double evidence = grid.logEvidence() + dispersionPriors(posterior, at);

    Gap gap = Gaps.of(model, at, data.blocks(), DRAWS, 5);

    Gap.Globals globals = gap.globals().orElseThrow();
    assertEquals(evidence, gap.logEvidence(), 3 * gap.standardError() + 1e-9);
    assertTrue(globals.effective() > 0.95 * DRAWS, globals.toString()); // near enough to a Gaussian
    assertEquals(0, gap.unreliable());
    double bound = Fits.elbo(model, data.blocks(), at);
    double error = Math.sqrt(2 * (evidence - bound) / DRAWS); // log w varies by about 2 KL
    assertEquals(bound, gap.elbo(), 4 * error + 1e-4);
    assertTrue(globals.upper() > gap.logEvidence(), gap.toString());
    assertTrue(gap.divergence() > -3 * gap.standardError(), gap.toString());
    double unit = at.values(Units.RESPONSE)[1] / at.values(Units.SCALE)[0];
    double deviation = grid.deviations()[0] * unit / Math.sqrt(globals.effective());
    assertEquals(
        grid.means()[0] * unit,
        globals.corrected().get(0).mean(),
        4 * deviation,
        "mean of the slope");
    assertEquals(
        grid.deviations()[0] * unit,
        globals.corrected().get(0).deviation(),
        4 * deviation,
        "deviation of the slope");
  }

  /** Newton's method on the bound, from a start near enough. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void roundsOfRateOneRaiseTheBoundAndSoonEnd(Likelihood likelihood) {
    RegressionData data = data(likelihood);
    Fit fit = Fits.batch(RegressionData.model(1, likelihood), data.blocks(), 40, 1);

    Traces.assertNeverFalls(fit, 1e-9);
    double last = fit.trace().get(39).elbo().orElseThrow();
    int enough = likelihood.dispersions().isEmpty() ? 8 : 30;
    assertEquals(last, fit.trace().get(enough).elbo().orElseThrow(), 1e-8 * Math.abs(last));
  }

  /** No change of means, of the root or of dispersions raises the bound: its slopes are 0 there. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void whereRoundsEndTheBoundIsHighest(Likelihood likelihood) {
    RegressionData data = data(likelihood);
    Regression model = RegressionData.model(1, likelihood);
    Bundle at = Fits.batch(model, data.blocks(), 60, 1).parameters();
    double highest = Fits.elbo(model, data.blocks(), at);

    for (String field : new String[] {Regression.PRECISION, Regression.NATURAL}) {
      double[] values = at.copyOf(field);
      for (int i = 0; i < values.length; i++) {
        double step = 1e-3 * (1 + Math.abs(values[i]));
        double up = moved(model, data, at, field, i, step);
        double down = moved(model, data, at, field, i, -step);
        double curvature = 2 * highest - up - down;
        assertTrue(curvature > 0, field + i + ": " + curvature);
        double off = 0.5 * (up - down) / curvature; // of the maximum, in steps
        assertTrue(Math.abs(off) < 0.02, field + i + " is off by " + off + " steps");
      }
    }
  }

  private static double moved(
      Regression model, RegressionData data, Bundle at, String field, int i, double step) {
    Bundle other = at.copy();
    double[] values = at.copyOf(field);
    values[i] += step;
    other.set(field, values);
    return Fits.elbo(model, data.blocks(), other);
  }
}
