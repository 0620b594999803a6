package org.sparksvi.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.check.Report.Outcome;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderData;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.DenseObservations;
import org.sparksvi.models.autoencoder.FloatingPoint;
import org.sparksvi.models.autoencoder.Gaussian;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.models.factor.FactorModel;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.factor.Noise;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;

/** Models that are right break no law, whatever their kind, and each law that fits is looked at. */
class KindsChecksTest {
  private static final int COLUMNS = 4;

  /** Two groups of rows. */
  private static MemoryBlocks<DenseBlock> rows() {
    Random random = new Random(5);
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < 100; r++) {
      double[] x = new double[COLUMNS];
      for (int c = 0; c < COLUMNS; c++) {
        x[c] = (r % 2 == 0 ? 3 : -3) * c + random.nextGaussian();
      }
      rows.add(DataRow.of(r, x));
    }
    return MemoryBlocks.pack(DenseBlock::of, COLUMNS, rows, 50);
  }

  private static void assertKept(Report report, String... laws) {
    assertEquals(List.of(laws), report.checks().stream().map(c -> c.law()).toList(), report.text());
    assertTrue(report.checks().stream().allMatch(c -> c.outcome() == Outcome.KEPT), report.text());
  }

  private static void assertKeepsThoseOfRows(Report report) {
    assertKept(report, Checks.SAME_BITS, Checks.FINITE, Checks.ROWS, Checks.ORDER, Checks.WEIGHTS);
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void mixturesOfGaussians(Covariance covariance) {
    Gaussians gaussians = Gaussians.posterior(GaussianPrior.DEFAULT);
    assertKeepsThoseOfRows(
        Checks.of(
            new MixtureModel<>(
                Mixing.sticks(1), new GaussianComponents(3, COLUMNS, covariance, gaussians)),
            rows()));
  }

  @Test
  void factors() {
    assertKeepsThoseOfRows(
        Checks.of(new FactorModel(FactorSettings.of(COLUMNS, 2), Noise.DIAGONAL), rows()));
  }

  @Test
  void topics() {
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < 40; r++) {
      rows.add(DataRow.counts(r, new int[] {r % 3, 3 + r % 5}, new double[] {2, 1 + r % 4}));
    }
    assertKept(
        Checks.of(
            new TopicsModel(TopicsSettings.of(3, 8, 0.1, 0.1)),
            MemoryBlocks.pack(CountBlock::of, 8, rows, 20)),
        Checks.SAME_BITS,
        Checks.FINITE);
  }

  /** Draws of a row's own are named by its place: in another it has others, and breaks no law. */
  @Test
  void autoencodersAreNotHeldToIndependenceOfPlace() {
    AutoencoderSettings settings =
        AutoencoderData.with(
            AutoencoderSettings.of(COLUMNS, 2, 3, new Gaussian(Gaussian.Noise.ISOTROPIC, 1e-3, 1)),
            FloatingPoint.DOUBLE);
    Report report =
        Checks.of(
            new Autoencoder<>(settings, new DenseObservations(), ScoreSettings.BOUND), rows());

    assertTrue(report.holds(), report.text());
    assertEquals(Outcome.NOTE, report.of(Checks.ROWS).get(0).outcome(), report.text());
    assertEquals(List.of(), report.of(Checks.ORDER), report.text());
  }
}
