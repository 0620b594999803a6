package org.sparksvi.models.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Model;
import org.sparksvi.models.mixture.Rows;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** Factor models on the shipped data. */
class FactorDataSetsTest {
  /** Pixels of digits that two factors leave noise to, by column. */
  private static final int[] PIXELS = {2, 5, 10, 18, 21, 27, 28, 34, 37, 42, 45, 50, 53};

  static Stream<Arguments> models() throws IOException {
    return Stream.of(
        Arguments.of("faithful", 1, 100),
        Arguments.of("iris", 1, 100),
        Arguments.of("iris", 2, 100),
        Arguments.of("digits", 10, 30));
  }

  private static MemoryBlocks<DenseBlock> blocks(double[][] x) {
    return FactorData.blocks(x, 256);
  }

  /**
   * The numbers of docs/evidence.md: the closed form of Tipping and Bishop by eigvalsh of numpy
   * 2.4.6.
   */
  @ParameterizedTest
  @CsvSource({
    "faithful, 1, -1289.796745052614",
    "iris, 1, -470.669458321016",
    "iris, 2, -404.962780156111",
    "iris, 3, -379.914630122271",
    "digits, 10, -287508.7349690383"
  })
  void componentsReachTheClosedForm(String name, int factors, double likelihood)
      throws IOException {
    double[][] x = Rows.of(name);
    FactorModel model = new FactorModel(FactorSettings.of(x[0].length, factors), Noise.ISOTROPIC);

    double bound = FactorData.bound(FactorData.batch(model, blocks(x), 200));

    assertEquals(likelihood, bound, 1e-9 * Math.abs(likelihood));
  }

  /** The evidence is a mean of likelihoods, so the bound lies below the largest of them. */
  @ParameterizedTest
  @MethodSource("models")
  void theBayesianBoundLiesBelowTheLargestLikelihood(String name, int factors, int rounds)
      throws IOException {
    MemoryBlocks<DenseBlock> blocks = blocks(Rows.of(name));
    FactorSettings settings = FactorSettings.of(blocks.read(0).columns(), factors);

    double likelihood =
        FactorData.bound(
            FactorData.batch(new FactorModel(settings, Noise.ISOTROPIC), blocks, rounds));
    double bound =
        FactorData.bound(
            FactorData.batch(new BayesianPca(settings, ArdSettings.VAGUE), blocks, rounds));

    assertTrue(bound < likelihood, bound + " is not below " + likelihood);
  }

  /**
   * scikit-learn 1.9.1, {@code FactorAnalysis(n_components=2, tol=1e-9, max_iter=3000,
   * svd_method='lapack')} on the same columns: {@code score(X) * len(X)} and {@code
   * noise_variance_}.
   */
  @Test
  void factorAnalysisIsThatOfAnIndependentImplementation() throws IOException {
    double[][] x =
        Arrays.stream(Rows.of("digits"))
            .map(row -> Dense.part(row, PIXELS))
            .toArray(double[][]::new);
    FactorModel model = new FactorModel(FactorSettings.of(PIXELS.length, 2), Noise.DIAGONAL);

    Fit fit = FactorData.batch(model, blocks(x), 400);

    assertEquals(-72094.62153332843, FactorData.bound(fit), 1e-3);
    double[] noise = model.summary(fit.parameters()).noise();
    double[] expected = {
      9.24149163,
      27.29730466,
      13.42853859,
      30.68546651,
      37.73895311,
      33.04922869,
      30.38495811,
      18.74071369,
      29.03293093,
      4.15060875,
      31.38303799,
      10.95113999,
      34.16865145
    };
    assertArrayEquals(expected, noise, 0.01); // where that EM stopped
  }

  /** Three factors were drawn; seven are offered. */
  @Test
  void factorsWithoutUseAreSwitchedOff() {
    double[][] x = FactorData.drawn(400, 12, 3, 1, 0, 12);
    BayesianPca model = new BayesianPca(FactorSettings.of(12, 7), ArdSettings.VAGUE);

    FactorSummary summary =
        model.summary(FactorData.batch(model, FactorData.blocks(x, 100), 100).parameters());

    assertEquals(3, summary.factorsInUse(), () -> Arrays.toString(summary.information()));
  }

  @Test
  void onlineRoundsComeNearTheBatch() throws IOException {
    MemoryBlocks<DenseBlock> blocks = FactorData.blocks(Rows.of("digits"), 100);
    FactorSettings settings = FactorSettings.of(64, 5);
    for (Model<DenseBlock> model :
        java.util.List.<Model<DenseBlock>>of(
            new FactorModel(settings, Noise.ISOTROPIC),
            new BayesianPca(settings, ArdSettings.VAGUE))) {
      double batch = FactorData.bound(FactorData.batch(model, blocks, 60));

      Bundle online =
          Fits.run(model, blocks, 2, 20, 1, Rules.all(new RobbinsMonro(2, 0.7)), 1).parameters();

      assertEquals(batch, Fits.elbo(model, blocks, online), 0.003 * Math.abs(batch));
    }
  }

  /** A fifth of the pixels removed; prints the figures of docs/factor.md. */
  @Test
  void missingPixelsAreImputedBetterThanByMeans() throws IOException {
    double[][] x = Rows.of("digits");
    double[][] holes = x.clone();
    Random random = new Random(20);
    for (int r = 0; r < x.length; r++) {
      holes[r] = x[r].clone();
      for (int d = 0; d < 64; d++) {
        holes[r][d] = random.nextDouble() < 0.2 ? Double.NaN : x[r][d];
      }
    }
    double[] means = new double[64];
    for (int d = 0; d < 64; d++) {
      int column = d;
      means[d] =
          Arrays.stream(holes)
              .mapToDouble(row -> row[column])
              .filter(v -> !Double.isNaN(v))
              .average()
              .orElseThrow();
    }
    FactorModel model = new FactorModel(FactorSettings.of(64, 15).withMissing(), Noise.ISOTROPIC);
    Bundle parameters = FactorData.batch(model, blocks(holes), 15).parameters();
    double[][] imputed =
        FactorData.transform(model, parameters, FactorData.blocks(holes, 2000).read(0));
    int from = FactorOutput.of(model.settings()).imputed();

    double byModel = 0;
    double byMean = 0;
    int gone = 0;
    for (int r = 0; r < x.length; r++) {
      for (int d = 0; d < 64; d++) {
        if (Double.isNaN(holes[r][d])) {
          byModel += Math.pow(imputed[r][from + d] - x[r][d], 2);
          byMean += Math.pow(means[d] - x[r][d], 2);
          gone++;
        }
      }
    }
    double byComponents = Math.sqrt(byModel / gone);
    double mean = Math.sqrt(byMean / gone);
    String figures =
        "%d values missing: root mean squared error %.3f by 15 components, %.3f by means"
            .formatted(gone, byComponents, mean);
    assertTrue(byComponents < 0.7 * mean, figures);
    assertEquals(
        "23063 values missing: root mean squared error 2.825 by 15 components, 4.319 by means",
        figures);
  }
}
