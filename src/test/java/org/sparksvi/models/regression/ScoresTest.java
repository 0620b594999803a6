package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;

/** What is said of rows agrees with what is scored, and with responses that are drawn alike. */
class ScoresTest {
  static Stream<ScalarLikelihood> all() {
    return LikelihoodTest.all();
  }

  private static Round round(Bundle at) {
    return new Round(1, 1, at, new Streams(0));
  }

  @ParameterizedTest
  @MethodSource("all")
  void scoresAreSumsOfWhatRowsAreTold(Likelihood likelihood) {
    RegressionData data = RegressionData.drawn(likelihood, 64, new double[] {0.5, -0.3, 0.2}, 21);
    Regression model = RegressionData.model(2, likelihood);
    Bundle at = Fits.batch(model, data.blocks(), 12, 1).parameters();
    Contribution sum = new Contribution(model.layout());
    var scorer = model.scorers(round(at)).create();
    var transform = model.transforms(round(at)).create();
    int width = Column.width(model.output());
    double log = 0;
    double squares = 0;
    double inside = 0;
    double all = 0;
    for (LabelledBlock block : data.blocks().blocks()) {
      scorer.accumulate(block, sum);
      double[] out = new double[block.rows() * width];
      transform.transform(block, out);
      for (int r = 0; r < block.rows(); r++) {
        double w = block.sides().weights()[r];
        double y = block.sides().responses()[r];
        double[] row = java.util.Arrays.copyOfRange(out, r * width, (r + 1) * width);
        assertTrue(row[2] <= row[3] && row[1] >= 0, "interval");
        log += w * row[4];
        squares += w * (y - row[0]) * (y - row[0]);
        inside += y >= row[2] && y <= row[3] ? w : 0;
        all += w;
      }
    }

    assertEquals(log, sum.get(Term.HELD_OUT_LOG_PROBABILITY), 1e-9 * Math.abs(log));
    assertEquals(squares, sum.get(Term.HELD_OUT_SQUARED_ERROR), 1e-9 * squares);
    assertEquals(all, sum.get(Term.HELD_OUT_UNITS), 1e-9);
    boolean binary = likelihood instanceof Logistic || likelihood instanceof Probit;
    assertTrue(binary || Math.abs(inside - sum.get(Term.HELD_OUT_HITS)) < 1e-9);
  }

  /** New rows of the same kind: of 2000 about 95 % are inside, give or take 1.5 %. */
  @ParameterizedTest
  @MethodSource("all")
  void intervalsHoldAsManyResponsesAsTheySay(ScalarLikelihood likelihood) {
    RegressionData data = RegressionData.drawn(likelihood, 2400, new double[] {0.5, 1}, 22);
    Regression model = RegressionData.model(1, likelihood);
    Bundle at = Fits.batch(model, data.part(0, 400).blocks(), 12, 1).parameters();
    Contribution sum = new Contribution(model.layout());
    var scorer = model.scorers(round(at)).create();
    data.part(400, 2400).blocks().blocks().forEach(block -> scorer.accumulate(block, sum));

    double hits = sum.get(Term.HELD_OUT_HITS) / sum.get(Term.HELD_OUT_UNITS);

    boolean binary = likelihood instanceof Logistic || likelihood instanceof Probit;
    // whole numbers have intervals of a little more
    assertTrue(binary ? hits > 0.6 : hits > 0.93 && hits < 0.985, "" + hits);
    if (!binary && !likelihood.whole()) { // intervals of whole numbers hold more than they say
      double half = sum.get(Term.HELD_OUT_HITS_50) / sum.get(Term.HELD_OUT_UNITS);
      double most = sum.get(Term.HELD_OUT_HITS_90) / sum.get(Term.HELD_OUT_UNITS);
      assertEquals(0.5, half, 0.05); // 3 standard errors of 1000 rows
      assertEquals(0.9, most, 0.03);
    }
  }

  @Test
  void aRowWithoutResponseHasNoLogDensityAndIsNotScored() {
    RegressionData data = RegressionData.drawn(new Logistic(), 32, new double[] {0.5, 1}, 2);
    Regression model = RegressionData.model(1, new Logistic());
    Bundle at = Fits.batch(model, data.blocks(), 6, 1).parameters();
    double[] none = new double[32];
    java.util.Arrays.fill(none, Double.NaN);
    RegressionData asked = new RegressionData(data.x(), none, data.offsets(), data.weights());
    LabelledBlock block = asked.blocks().blocks().get(0);
    double[] out = new double[block.rows() * 5];
    Contribution sum = new Contribution(model.layout());

    model.transforms(round(at)).create().transform(block, out);
    model.scorers(round(at)).create().accumulate(block, sum);

    assertTrue(Double.isFinite(out[0]) && Double.isNaN(out[4]));
    assertEquals(0, sum.get(Term.HELD_OUT_UNITS));
  }

  /** Draws of coefficients have the means and deviations of the summary. */
  @Test
  void drawsAreOfThePosterior() {
    RegressionData data =
        RegressionData.drawn(Normal.VAGUE, 40, new double[] {0.5, 1}, 2)
            .inUnits(new double[] {3}, new double[] {7});
    Regression model = RegressionData.model(1, Normal.VAGUE);
    Bundle at = Fits.batch(model, data.blocks(), 3, 1).parameters();
    RegressionSummary summary = model.summary(at);
    int draws = 20_000;
    double[] out = new double[2 * draws];

    model.draws(at).draw(new Streams(5), 0, draws, out);

    for (int j = 0; j < 2; j++) {
      double first = 0;
      double second = 0;
      for (int r = 0; r < draws; r++) {
        first += out[2 * r + j] / draws;
        second += out[2 * r + j] * out[2 * r + j] / draws;
      }
      var b = summary.coefficients().get(j);
      assertEquals(b.mean(), first, 0.03 * b.deviation()); // 4 standard errors
      assertEquals(1, Math.sqrt(second - first * first) / b.deviation(), 0.03);
    }
  }
}
