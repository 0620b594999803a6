package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Term;

/** Two latent dimensions, where integrals over z are sums over a grid. */
class QuadratureTest {
  /** The trapezium rule is exact to rounding for a smooth integrand that vanishes at both ends. */
  private static final double STEP = 0.2;

  private static final int HALF = 35; // points each way: 7 deviations

  private static final int COPIES = 100;

  private static final double LEFT = 0.2; // share of the bound's gap that 500 samples may leave

  static Stream<Likelihood> likelihoods() {
    return Stream.of(new Bernoulli(), AutoencoderData.ISOTROPIC, new Poisson(false));
  }

  /** What is averaged over z. */
  interface Integrand {
    double at(double[] z);
  }

  static double mean(PlainNetwork.Normals q, Integrand integrand) {
    double sum = 0;
    for (int a = -HALF; a <= HALF; a++) {
      for (int b = -HALF; b <= HALF; b++) {
        double[] e = {a * STEP, b * STEP};
        double density = Math.exp(-0.5 * (e[0] * e[0] + e[1] * e[1])) / (2 * Math.PI);
        sum += density * STEP * STEP * integrand.at(q.at(e, 0));
      }
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theEstimateLiesBetweenTheBoundAndTheLogDensityAndNearsTheLatter(Likelihood likelihood) {
    AutoencoderSettings settings = AutoencoderData.settings(likelihood);
    double[][] x = AutoencoderData.rows(likelihood, 4, 5);
    Bundle parameters =
        AutoencoderData.somewhere(
            AutoencoderData.model(settings), AutoencoderData.blocks(x, 4), 0.4);
    PlainNetwork plain = new PlainNetwork(settings, parameters);
    double density = 0;
    double bound = 0;
    for (double[] row : x) {
      PlainNetwork.Normals q = plain.encode(row);
      PlainNetwork.Normals prior = PlainNetwork.prior(2);
      density += Math.log(mean(prior, z -> Math.exp(plain.logLikelihood(row, z)))) / x.length;
      bound += (mean(q, z -> plain.logLikelihood(row, z)) - q.divergence()) / x.length;
    }
    double[][] copies = new double[COPIES * x.length][];
    Arrays.setAll(copies, r -> x[r % x.length]);
    DenseBlock block = AutoencoderData.block(0, copies);

    double gap = density - bound;
    assertTrue(gap > 0.1, "the encoder is poor: " + gap);
    for (int samples : new int[] {2, 20, 500}) {
      Sample estimate = estimate(settings, parameters, block, samples);

      double left = density - estimate.mean();
      String place = "%d samples: %s for %s".formatted(samples, estimate, density);
      assertTrue(left > -4 * estimate.error(), place);
      assertTrue(left < gap, place + ", after a gap of " + gap);
      gap = left;
    }
    assertTrue(gap < LEFT * (density - bound), gap + " of " + (density - bound));
    assertReportedBound(settings, parameters, block, bound);
  }

  /** Of all copies of the rows, whose draws differ. */
  private static Sample estimate(
      AutoencoderSettings settings, Bundle parameters, DenseBlock block, int samples) {
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(settings, new ScoreSettings(samples, true, false));
    int rows = block.rows() / COPIES;
    double[] means = new double[COPIES];
    double[][] out = AutoencoderData.transform(model, parameters, block);
    for (int r = 0; r < out.length; r++) {
      means[r / rows] += out[r][AutoencoderOutput.of(model.settings()).logDensity()] / rows;
    }
    return Sample.of(means);
  }

  private static void assertReportedBound(
      AutoencoderSettings settings, Bundle parameters, DenseBlock block, double bound) {
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(settings, new ScoreSettings(100, false, false));
    double[] parts = new double[10];
    int size = block.rows() / parts.length;
    for (int p = 0; p < parts.length; p++) {
      double[] values =
          Arrays.copyOfRange(
              block.values(), p * size * block.columns(), (p + 1) * size * block.columns());
      long[] keys = Arrays.copyOfRange(block.keys(), p * size, (p + 1) * size);
      double[] weights = Arrays.copyOf(block.weights(), size);
      DenseBlock part = new DenseBlock(p, block.columns(), keys, weights, values);
      parts[p] = AutoencoderData.scores(model, parameters, part).get(Term.HELD_OUT_BOUND) / size;
    }
    Sample reported = Sample.of(parts);
    assertEquals(bound, reported.mean(), 5 * reported.error(), "ten parts");
  }
}
