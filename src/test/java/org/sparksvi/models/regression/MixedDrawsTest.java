package org.sparksvi.models.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Column;
import org.sparksvi.models.regression.MixedData.Truth;
import org.sparksvi.models.regression.MixedEvidenceTest.Dense;

/** Drawn responses have the moments that rows are told, and go together as their group does. */
class MixedDrawsTest {
  private static final int DRAWS = 4000;

  /** Standard errors of a mean of the draws; of a hundred numbers, beyond this is one in 1000. */
  private static final double ERRORS = 4.5;

  static Stream<ScalarLikelihood> likelihoods() {
    return Stream.of(Normal.VAGUE, new Logistic(), new Poisson());
  }

  private final MixedData data =
      MixedData.drawn(
          30,
          6,
          new Truth(new double[] {0.4, -0.3, 0.2}, new double[][] {{0.8, 0}, {0.2, 0.4}}),
          3,
          (f, u) -> u < 1 / (1 + Math.exp(-f)) ? 1 : 0);
  private final MemoryBlocks<GroupedBlock> blocks = data.blocks(16, false, data.dealt(5));

  private static MixedRegression model(Likelihood likelihood) {
    return new MixedRegression(
        new MixedSettings(
            new RegressionSettings(2, likelihood, new NormalPrior(2), true, true, 3),
            MixedData.inParts(MixedData.effects(1, new StudentPrior(3, 1), 2))));
  }

  private double[] drawn(MixedRegression model, Bundle at, GroupedBlock block, int count) {
    double[] out = new double[block.observations() * count];
    new MixedDraws(model, count, 11)
        .transforms(Fits.round(blocks, at))
        .create()
        .transform(block, out);
    return out;
  }

  private static double[] of(double[] drawn, int row) {
    return Arrays.copyOfRange(drawn, row * DRAWS, (row + 1) * DRAWS);
  }

  private static double covariance(double[] one, double[] other) {
    double first = Arrays.stream(one).average().orElseThrow();
    double second = Arrays.stream(other).average().orElseThrow();
    double sum = 0;
    for (int s = 0; s < DRAWS; s++) {
      sum += (one[s] - first) * (other[s] - second) / DRAWS;
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theirMeansAndDeviationsAreWhatRowsAreTold(ScalarLikelihood likelihood) {
    MixedRegression model = model(likelihood);
    Bundle at = Fits.batch(model, blocks, 30, 1).parameters();
    GroupedBlock block = blocks.read(0);
    int width = Column.width(model.output());
    double[] told = new double[block.observations() * width];
    model.transforms(Fits.round(blocks, at)).create().transform(block, told);

    double[] drawn = drawn(model, at, block, DRAWS);

    for (int r = 0; r < block.observations(); r++) {
      double mean = Arrays.stream(of(drawn, r)).average().orElseThrow();
      double deviation = Math.sqrt(covariance(of(drawn, r), of(drawn, r)));
      assertEquals(told[r * width], mean, ERRORS * deviation / Math.sqrt(DRAWS), "row " + r);
      // of 4000 draws a deviation has a standard error of a hundredth, of counts a few
      assertEquals(told[r * width + 1], deviation, 0.12 * deviation, "row " + r);
    }
  }

  /** Rows of a group share what is not known of it; those of different groups do not. */
  @Test
  void rowsOfAGroupGoTogether() {
    MixedRegression model = model(Normal.VAGUE);
    Bundle at = Fits.batch(model, blocks, 30, 1).parameters();
    double[] unknown = new double[data.rows()];
    Arrays.fill(unknown, Double.NaN); // what a group without responses may be
    MixedData silent =
        new MixedData(data.x(), unknown, data.group(), data.offsets(), data.weights());
    GroupedBlock block = silent.blocks(1000, false, new int[data.rows()]).read(0);
    double[] drawn = drawn(model, at, block, DRAWS);
    double within = 0;
    double between = 0;
    int pairs = 0;
    for (int g = 0; g + 1 < block.rows(); g++) {
      int r = block.start(g);
      if (block.start(g + 1) - r > 1) {
        within += covariance(of(drawn, r), of(drawn, r + 1));
        between += covariance(of(drawn, r), of(drawn, block.start(g + 1)));
        pairs++;
      }
    }
    Spread spread = model.posterior(at).spread();
    Units units = model.posterior(at).fixed().units();
    double noise = model.posterior(at).fixed().q().noise().meanInverse();
    double scale = units.responseScale() * units.responseScale() * noise;
    double expected = scale * (spread.at(0, 0) * spread.at(0, 0) + spread.variance(2));
    assertTrue(pairs > 10 && Math.abs(between) < 0.3 * within, between + " of " + within);
    // slopes and coefficients come to what intercepts of groups and parts share
    assertTrue(within / pairs > 0.7 * expected, within / pairs + " of " + expected);
  }

  /**
   * With normal noise predictors f have the covariance E[1/τ] (K − K (K + I)⁻¹ K), K = Z D Zᵀ + X
   * P₀⁻¹ Xᵀ, which is E[1/τ] (I − Ω⁻¹), Ω = I + K; and responses one I more. Little noise leaves
   * coefficients that are known badly, with which effects go against.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsWithResponsesGoTogetherAsInThePosterior(boolean parted) {
    MixedData alike = MixedEvidenceTest.data(1, 0.1);
    int[] parts = parted ? alike.dealt(3) : new int[alike.rows()];
    MixedData known = parted ? MixedEvidenceTest.withParts(alike, parts) : alike;
    MixedRegression model = MixedEvidenceTest.model(1, parted);
    Bundle at = Fits.batch(model, known.blocks(16, false, parts), 200, 1).parameters();
    GroupedBlock block = known.blocks(16, false, parts).read(0);
    double[] drawn = drawn(model, at, block, DRAWS);

    Dense dense = Dense.of(known, 1, parted ? parts : new int[0]);
    RealMatrix inverse =
        MixedEvidenceTest.factor(dense.omega(at.copyOf(MixedRegression.EFFECTS)))
            .getSolver()
            .getInverse();
    double unit =
        dense.responseScale()
            * dense.responseScale()
            * model.posterior(at).fixed().q().noise().meanInverse();
    int rows = block.observations();
    for (int r = 0; r < rows; r++) {
      for (int s = 0; s <= r; s++) {
        double expected = (r == s ? 2 : 0) - inverse.getEntry(r, s);
        double product =
            (2 - inverse.getEntry(r, r)) * (2 - inverse.getEntry(s, s)) + expected * expected;
        assertEquals(
            expected,
            covariance(of(drawn, r), of(drawn, s)) / unit,
            ERRORS * Math.sqrt(product / DRAWS),
            "rows %d and %d of %d".formatted(r, s, rows));
      }
    }
  }

  /** Whatever the block that a group is in, and however many draws there are. */
  @Test
  void aDrawIsNamedByItsRowAndNumber() {
    MixedRegression model = model(new Logistic());
    Bundle at = Fits.batch(model, blocks, 20, 1).parameters();
    GroupedBlock block = data.blocks(1000, false, data.dealt(5)).read(0);
    double[] all = drawn(model, at, block, 7);
    for (int g = 0; g < block.rows(); g++) { // of one to four parts, in any order
      double[] alone = drawn(model, at, block.single(g, 0), 4);
      int from = block.start(g);
      for (int r = 0; from + r < block.start(g + 1); r++) {
        assertArrayEquals(
            Arrays.copyOfRange(all, (from + r) * 7, (from + r) * 7 + 4),
            Arrays.copyOfRange(alone, r * 4, r * 4 + 4));
      }
    }
  }
}
