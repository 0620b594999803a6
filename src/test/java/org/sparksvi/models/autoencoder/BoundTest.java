package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;

/** Reported bounds against their definitions, by networks of plain loops and the same draws. */
class BoundTest {
  /** Relative, of sums over a dozen rows. */
  private static final double ROUNDING = 1e-11;

  private static final int SAMPLES = 3;
  private static final long ROUND = 9;

  static Stream<Likelihood> likelihoods() {
    return AutoencoderData.likelihoods();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1.5, -2", "-0.3, 0.7"})
  void theDivergenceIsTheMeanLogRatioOfDraws(double mean, double logDeviation) {
    PlainNetwork.Normals q =
        new PlainNetwork.Normals(new double[] {mean}, new double[] {logDeviation});
    PlainNetwork.Normals prior = PlainNetwork.prior(1);
    Random random = new Random(1);
    double[] ratios = new double[100_000];
    for (int i = 0; i < ratios.length; i++) {
      double[] z = q.at(new double[] {random.nextGaussian()}, 0);
      ratios[i] = q.logDensity(z) - prior.logDensity(z);
    }

    double divergence = RowTerms.divergence(mean, logDeviation);

    Sample sample = Sample.of(ratios);
    assertEquals(divergence, sample.mean(), 4 * sample.error() + ROUNDING);
    assertEquals(q.divergence(), divergence, ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theEvidenceLowerBoundIsThatOfThePlainNetworks(Likelihood likelihood) {
    assertBound(likelihood, Objective.ELBO);
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theImportanceWeightedBoundIsTheLogMeanOfWeights(Likelihood likelihood) {
    assertBound(likelihood, Objective.IMPORTANCE);
  }

  private static void assertBound(Likelihood likelihood, Objective objective) {
    AutoencoderSettings settings =
        AutoencoderData.settings(likelihood).with(new ObjectiveSettings(objective, SAMPLES, 1, 0));
    double[][] x = AutoencoderData.rows(likelihood, 12, 1);
    MemoryBlocks<DenseBlock> blocks = AutoencoderData.blocks(x, 6);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    Bundle parameters = AutoencoderData.somewhere(model, blocks, 0.3);
    Round round = AutoencoderData.round(ROUND, blocks.totalWeight(), parameters);

    Contribution sum = AutoencoderData.sum(model, round, blocks);

    PlainNetwork plain = new PlainNetwork(settings, parameters);
    double expected = 0;
    for (DenseBlock block : blocks.blocks()) {
      for (int r = 0; r < block.rows(); r++) {
        double[] row = x[(int) block.key(r)];
        PlainNetwork.Normals q = plain.encode(row);
        RandomStream stream = round.streams().stream(Purpose.LATENT, ROUND, block.id(), r, 0);
        double[] each = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
          double[] z = q.at(new double[] {stream.normal(), stream.normal()}, 0);
          each[i] =
              objective == Objective.ELBO
                  ? plain.logLikelihood(row, z) - q.divergence()
                  : plain.logWeight(row, z, q);
        }
        double bound =
            objective == Objective.ELBO
                ? Arrays.stream(each).average().orElseThrow()
                : Textbook.logMeanExp(each);
        expected += block.weights()[r] * bound;
      }
    }
    assertEquals(expected, sum.localElbo(), ROUNDING * (1 + Math.abs(expected)));
    assertEquals(12, sum.get(Term.ROWS));
    assertEquals(12, sum.get(Term.UNITS));
  }

  /** An encoder at random leaves a gap that more samples close. */
  @Test
  void theImportanceWeightedEstimateGrowsWithTheNumberOfSamples() {
    AutoencoderSettings settings = AutoencoderData.settings(new Bernoulli());
    double[][] x = AutoencoderData.rows(settings.likelihood(), 600, 1);
    Autoencoder<DenseBlock> any = AutoencoderData.model(settings);
    Bundle parameters = AutoencoderData.somewhere(any, AutoencoderData.blocks(x, 600), 0.6);
    double[] before = {};
    for (int samples : new int[] {1, 2, 5, 20, 100}) {
      double[] densities = densities(settings, samples, parameters, x);
      if (before.length > 0) {
        double[] less = before;
        double[] gains = new double[x.length];
        Arrays.setAll(gains, r -> densities[r] - less[r]);
        Sample gain = Sample.of(gains);
        assertTrue(gain.mean() > 2 * gain.error(), samples + " samples gain " + gain);
      }
      before = densities;
    }
  }

  @Test
  void ofOneSampleTheEstimateIsTheBoundOnAverage() {
    AutoencoderSettings settings = AutoencoderData.settings(new Bernoulli());
    double[][] x = AutoencoderData.rows(settings.likelihood(), 4000, 1);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    Bundle parameters = AutoencoderData.somewhere(model, AutoencoderData.blocks(x, 4000), 0.2);

    double[] densities = densities(settings, 1, parameters, x);
    double bound =
        AutoencoderData.scores(model, parameters, AutoencoderData.block(0, x))
            .get(Term.HELD_OUT_BOUND);

    // of the same draws; what remains is log p(z) − log q(z) less its mean, whose variance is known
    PlainNetwork plain = new PlainNetwork(settings, parameters);
    double variance = 0;
    for (double[] row : x) {
      PlainNetwork.Normals q = plain.encode(row);
      for (int j = 0; j < AutoencoderData.LATENT; j++) {
        double s2 = Math.exp(2 * q.logDeviations()[j]);
        variance += 0.5 * (s2 - 1) * (s2 - 1) + s2 * q.means()[j] * q.means()[j];
      }
    }
    assertEquals(bound, Arrays.stream(densities).sum(), 4 * Math.sqrt(variance));
    assertTrue(Math.sqrt(variance) < 0.1 * x.length, "too noisy to tell");
  }

  private static double[] densities(
      AutoencoderSettings settings, int samples, Bundle parameters, double[][] x) {
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(settings, new ScoreSettings(samples, true, false));
    return Arrays.stream(AutoencoderData.transform(model, parameters, AutoencoderData.block(0, x)))
        .mapToDouble(row -> row[AutoencoderOutput.of(model.settings()).logDensity()])
        .toArray();
  }
}
