package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
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
import org.sparksvi.model.Contribution;
import org.sparksvi.model.WarmStart;
import org.sparksvi.models.regression.RegressionSummary.Coefficient;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Posteriors of independent coefficients. */
class IndependentTest {
  private static final double[] COEFFICIENTS = {0.8, -0.5, 0.4, 0.3};

  static Stream<Likelihood> likelihoods() {
    return Stream.of(new Logistic(), new Probit(), new Poisson(), new Multinomial(3));
  }

  /** The predictors of a row are dependent where it has several. */
  static Stream<Likelihood> ofOnePredictor() {
    return likelihoods().filter(likelihood -> likelihood.predictors() == 1);
  }

  private static Regression model(int columns, Likelihood likelihood, double intercept) {
    return new Regression(
        new RegressionSettings(columns, likelihood, new NormalPrior(2), true, true, intercept)
            .ofIndependent());
  }

  private static Fit search(
      Workload<LabelledBlock, LabelledBlock> workload, MemoryBlocks<LabelledBlock> blocks) {
    Plan plan =
        new Plan(
            blocks.count(),
            500,
            Double.POSITIVE_INFINITY,
            0,
            0,
            1,
            0,
            1,
            RoundPlan.quasiNewton(10));
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      return inference.run(inference.start(), Listener.NONE, () -> 0);
    }
  }

  private static Bundle fitted(Regression model, MemoryBlocks<LabelledBlock> blocks) {
    return search(Workload.of(model, blocks), blocks).parameters();
  }

  /** Derivatives by means and logs of deviations, and the bound. */
  private static double[] slopes(Regression model, MemoryBlocks<LabelledBlock> blocks, Bundle at) {
    Contribution sum = Fits.sum(model, blocks, at);
    Direction out = new Direction(model.layout());
    model.target(Fits.round(blocks, at), sum, out);
    int p = at.values(Independent.MEANS).length;
    double[] all = new double[2 * p];
    System.arraycopy(out.values(Independent.MEANS), 0, all, 0, p);
    System.arraycopy(out.values(Independent.LOGS), 0, all, p, p);
    return all;
  }

  private static Bundle moved(Bundle at, int place, double by) {
    Bundle moved = at.copy();
    int p = at.values(Independent.MEANS).length;
    moved.values(place < p ? Independent.MEANS : Independent.LOGS)[place % p] += by;
    return moved;
  }

  /** By differences of the bound, at a point where nothing is at rest. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void directionsAreDerivativesOfTheBound(Likelihood likelihood) {
    MemoryBlocks<LabelledBlock> blocks =
        RegressionData.drawn(likelihood, 60, COEFFICIENTS, 3).blocks();
    Regression model = model(3, likelihood, 3);
    Bundle at = fitted(model, blocks);
    Random random = new Random(5);
    int places = 2 * at.values(Independent.MEANS).length;
    for (int i = 0; i < places; i++) {
      at = moved(at, i, 0.3 * random.nextGaussian());
    }
    double[] slopes = slopes(model, blocks, at);
    double step = 1e-4; // what differences lose is of its square
    for (int i = 0; i < places; i++) {
      double high = Fits.elbo(model, blocks, moved(at, i, step));
      double low = Fits.elbo(model, blocks, moved(at, i, -step));
      assertEquals((high - low) / (2 * step), slopes[i], 1e-5 * (1 + Math.abs(slopes[i])));
    }
  }

  /** What is left to gain, by a step of Newton's method with differences of the derivatives. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void theSearchEndsWhereTheBoundIsHighest(Likelihood likelihood) {
    MemoryBlocks<LabelledBlock> blocks =
        RegressionData.drawn(likelihood, 200, COEFFICIENTS, 7).blocks();
    Regression model = model(3, likelihood, 3);
    Bundle at = fitted(model, blocks);
    double[] slopes = slopes(model, blocks, at);
    int n = slopes.length;
    RealMatrix curvature = new Array2DRowRealMatrix(n, n);
    double step = 1e-4;
    for (int i = 0; i < n; i++) {
      double[] high = slopes(model, blocks, moved(at, i, step));
      double[] low = slopes(model, blocks, moved(at, i, -step));
      for (int j = 0; j < n; j++) {
        double each = (low[j] - high[j]) / (4 * step);
        curvature.addToEntry(i, j, each);
        curvature.addToEntry(j, i, each);
      }
    }
    RealVector slope = new ArrayRealVector(slopes);
    RealVector newton =
        new CholeskyDecomposition(curvature, 1e-8, 1e-10).getSolver().solve(slope); // a maximum
    double left = 0.5 * slope.dotProduct(newton);
    double bound = Fits.elbo(model, blocks, at);
    assertTrue(left >= 0 && left < 1e-9 * Math.abs(bound), () -> left + " of " + bound);
  }

  /** Where no row has two columns, all coefficients are independent in the posterior. */
  @ParameterizedTest
  @MethodSource("ofOnePredictor")
  void columnsThatNeverMeetHaveTheFullPosterior(Likelihood likelihood) {
    RegressionData drawn = RegressionData.drawn(likelihood, 300, COEFFICIENTS, 11);
    double[][] x = new double[drawn.rows()][4];
    for (int r = 0; r < x.length; r++) {
      x[r][r % 4] = 0.5 + Math.abs(drawn.x()[r][0]);
    }
    RegressionData data = new RegressionData(x, drawn.y(), drawn.offsets(), drawn.weights());
    Regression full =
        new Regression(new RegressionSettings(4, likelihood, new NormalPrior(2), true, true, 0));
    Bundle fullAt = Fits.batch(full, data.sparse(), 60, 1).parameters();
    Regression model = model(4, likelihood, 0);
    Bundle at = fitted(model, data.sparse());
    for (int c = 0; c < 4; c++) {
      Coefficient expected = full.summary(fullAt).coefficients().get(c);
      Coefficient found = model.summary(at).coefficients().get(c);
      // a search ends 1e-7 nats below: √(2e-7) deviations of a mean
      double close = 1e-3 * expected.deviation();
      assertEquals(expected.mean(), found.mean(), close);
      assertEquals(expected.deviation(), found.deviation(), close);
      assertEquals(expected.most().upper(), found.most().upper(), 3 * close);
    }
    double bound = Fits.elbo(full, data.sparse(), fullAt);
    assertEquals(bound, Fits.elbo(model, data.sparse(), at), 1e-8 * Math.abs(bound));
  }

  /** Where they go along, a coefficient's deviation is that of one whose others are known. */
  @Test
  void deviationsAreThoseGivenTheOthers() {
    RegressionData data = RegressionData.drawn(new Poisson(), 400, COEFFICIENTS, 13);
    Regression full = RegressionData.model(3, new Poisson());
    RegressionSummary expected = full.summary(Fits.batch(full, data.blocks(), 60, 1).parameters());
    Regression model = model(3, new Poisson(), 3);
    Bundle at = fitted(model, data.blocks());
    Bundle atSparse = fitted(model, data.sparse());
    for (int c = 0; c < 3; c++) {
      Coefficient all = expected.coefficients().get(c);
      Coefficient found = model.summary(at).coefficients().get(c);
      double alone = all.deviation() / Math.sqrt(all.inflation());
      assertEquals(alone, found.deviation(), 0.01 * alone); // sites differ a little
      assertEquals(all.mean(), found.mean(), 0.1 * all.deviation());
      Coefficient sparse = model.summary(atSparse).coefficients().get(c);
      assertEquals(found.mean(), sparse.mean(), 0.02 * all.deviation()); // not centred
    }
  }

  /** Yesterday's posterior is today's prior: at it, the bound's own part is 0. */
  @Test
  void aDayBeginsAtThePosteriorOfTheDaysBefore() {
    RegressionData data = RegressionData.drawn(new Logistic(), 400, COEFFICIENTS, 17);
    Regression model = model(3, new Logistic(), 3);
    MemoryBlocks<LabelledBlock> first = data.part(0, 200).blocks();
    MemoryBlocks<LabelledBlock> second = data.part(200, 400).blocks();
    Bundle before = fitted(model, first);

    Bundle next = Regression.after(before, before, 1); // as many rows
    assertEquals(0, model.globalElbo(Fits.round(second, next)), 1e-12);
    WarmStart<LabelledBlock, LabelledBlock, Regression> warm = new WarmStart<>(model, a -> next);
    assertEquals(400, model.summary(next).rows());
    Bundle after = search(Workload.of(warm, second), second).parameters();
    RegressionSummary all = model.summary(fitted(model, data.blocks()));
    for (int c = 0; c < 3; c++) {
      Coefficient expected = all.coefficients().get(c);
      Coefficient found = model.summary(after).coefficients().get(c);
      assertEquals(expected.mean(), found.mean(), 0.3 * expected.deviation());
      assertEquals(expected.deviation(), found.deviation(), 0.05 * expected.deviation());
    }
    Bundle none = Independent.after(before, 200, 0); // the prior as it was
    assertEquals(
        model.globalElbo(Fits.round(first, before)),
        model.globalElbo(Fits.round(first, none)),
        1e-9);
  }

  /**
   * Information of day k counts F^(n − k) times after n days, beside the prior, which stays whole.
   */
  @Test
  void everyDayFadesAllTheDaysBefore() {
    RegressionData data = RegressionData.drawn(new Logistic(), 100, COEFFICIENTS, 19);
    Bundle at = fitted(model(3, new Logistic(), 3), data.blocks());
    double[] precision = {2, 3, 5, 7}; // of the days' information, by column
    double[] mean = {-1, 0.5, 2, 0.25};
    double[] first = at.copyOf("priorDeviations");
    for (int day = 1; day <= 3; day++) {
      Coefficients prior = Independent.before(at);
      for (int j = 0; j < precision.length; j++) { // as if a fit had found it
        double known = 1 / prior.variance(j);
        double all = known + day * precision[j];
        at.values(Independent.MEANS)[j] =
            (known * prior.means()[j] + day * precision[j] * mean[j]) / all;
        at.values(Independent.LOGS)[j] = -0.5 * Math.log(all);
      }
      at = Independent.after(at, 100, 0.5);
    }
    double share = 1 * 0.125 + 2 * 0.25 + 3 * 0.5;
    Coefficients prior = Independent.before(at);
    for (int j = 0; j < precision.length; j++) {
      double expected = 1 / (first[j] * first[j]) + share * precision[j];
      assertEquals(expected, 1 / prior.variance(j), 1e-12 * expected); // of rounding
      assertEquals(share * precision[j] * mean[j] / expected, prior.means()[j], 1e-12);
    }
    assertEquals(100 * (0.125 + 0.25 + 0.5 + 1), at.values(Regression.ROWS)[0], 1e-9);
  }

  /** Which compares all covariances with draws. */
  @Test
  void thereIsNoEvidence() {
    assertTrue(model(3, new Logistic(), 1).evidence(10).isEmpty());
  }

  @Test
  void whatHasMoreToFindIsRefused() {
    String rule =
        "independent coefficients are for likelihoods without noise and dispersions, and for normal priors of columns";
    for (Likelihood likelihood : new Likelihood[] {Normal.VAGUE, new NegativeBinomial()}) {
      assertEquals(
          rule,
          assertThrows(IllegalArgumentException.class, () -> model(3, likelihood, 1)).getMessage());
    }
  }
}
