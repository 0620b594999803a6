package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.laws.Gaps;
import org.sparksvi.model.Gap;

/** log p(x) by importance weights, beside closed forms and sums over a grid. */
class LatentGapsTest {
  /** Three standard errors of each estimate; the bound's own error is of the same order. */
  private static final double ERRORS = 3;

  /** Where the encoder gives the posterior, all weights are equal and nothing is left. */
  @Test
  void theGapOfTheExactPosteriorIsZero() {
    LinearGaussian exact = LinearGaussian.orthogonal();
    AutoencoderSettings settings = AutoencoderData.linear(AutoencoderData.ISOTROPIC);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    double[][] x = exact.draw(20, 5);
    Gap gap = Gaps.of(model, exact.parameters(model), AutoencoderData.block(0, x), 200, 1);

    double density = Arrays.stream(x).mapToDouble(exact::logDensity).sum();
    assertEquals(density, gap.logEvidence(), 1e-8 * Math.abs(density));
    assertEquals(0, gap.standardError(), 1e-6);
    assertEquals(0, gap.unreliable());
    // 200 draws a row of log p(x | z), whose deviation is below 2 nats
    assertEquals(0, gap.divergence(), 4 * 2 * Math.sqrt(20 / 200.0));
  }

  /** A decoder and an encoder that do not know each other: both ends in closed form. */
  @Test
  void theGapOfALinearAutoencoderIsThatOfTheClosedForm() {
    AutoencoderSettings settings = AutoencoderData.linear(AutoencoderData.ISOTROPIC);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    LinearGaussian exact = LinearGaussian.orthogonal();
    double[][] x = exact.draw(60, 8);
    Bundle parameters = exact.parameters(model);
    double[] bias = parameters.copyOf("encoder.outputs.bias");
    bias[0] += 0.3;
    bias[2] += 0.2;
    parameters.set("encoder.outputs.bias", bias);
    PlainNetwork plain = new PlainNetwork(settings, parameters);
    double density = 0;
    double divergence = 0;
    for (double[] row : x) {
      PlainNetwork.Normals q = plain.encode(row);
      double[] variances = Arrays.stream(q.logDeviations()).map(s -> Math.exp(2 * s)).toArray();
      density += exact.logDensity(row);
      divergence += exact.divergence(row, q.means(), variances);
    }

    int draws = 4000;
    Gap gap = Gaps.of(model, parameters, AutoencoderData.block(0, x), draws, 1);

    assertEquals(density, gap.logEvidence(), ERRORS * gap.standardError());
    double bound = 2 * Math.sqrt(60.0 / draws); // as above
    assertEquals(divergence, gap.divergence(), ERRORS * (gap.standardError() + bound));
    assertEquals(0, gap.unreliable());
    double refined = gap.amortisation().orElseThrow(); // steps find the posterior, which is in q
    assertEquals(divergence, refined, 4 * 2 * Math.sqrt(60 / 200.0));
  }

  @ParameterizedTest
  @MethodSource("org.sparksvi.models.autoencoder.QuadratureTest#likelihoods")
  void theGapOfTwoDimensionsIsThatOfQuadrature(Likelihood likelihood) {
    AutoencoderSettings settings = AutoencoderData.settings(likelihood);
    double[][] x = AutoencoderData.rows(likelihood, 4, 5);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    Bundle parameters = AutoencoderData.somewhere(model, AutoencoderData.blocks(x, 4), 0.2);
    PlainNetwork plain = new PlainNetwork(settings, parameters);
    double density = 0;
    double bound = 0;
    for (double[] row : x) {
      PlainNetwork.Normals q = plain.encode(row);
      PlainNetwork.Normals prior = PlainNetwork.prior(2);
      density += Math.log(QuadratureTest.mean(prior, z -> Math.exp(plain.logLikelihood(row, z))));
      bound += QuadratureTest.mean(q, z -> plain.logLikelihood(row, z)) - q.divergence();
    }

    int draws = 20_000;
    Gap gap = Gaps.of(model, parameters, AutoencoderData.block(0, x), draws, 3);

    assertEquals(0, gap.unreliable(), gap.toString());
    assertEquals(density, gap.logEvidence(), ERRORS * gap.standardError());
    double spread = 5 * Math.sqrt(4.0 / draws); // of log p(x | z) under q, below 5 nats
    assertEquals(density - bound, gap.divergence(), ERRORS * (gap.standardError() + spread));
    assertTrue(gap.amortisation().orElseThrow() <= gap.divergence() + ERRORS * 5 * 2 / 14);
  }
}
