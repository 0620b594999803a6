package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;

/** What is said of the latent space, and what training raises when. */
class AutoencoderSummaryTest {

  /** A dimension that the encoder ignores stays at its bias. */
  @Test
  void aUnitIsActiveWhereItsMeanVariesOverRows() {
    AutoencoderSettings settings = AutoencoderData.linear(AutoencoderData.ISOTROPIC);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    double[][] x = AutoencoderData.rows(settings.likelihood(), 20, 1);
    MemoryBlocks<DenseBlock> blocks = AutoencoderData.blocks(x, 5);
    Bundle parameters = AutoencoderData.somewhere(model, blocks, 0.3);
    double[] weights = parameters.values("encoder.outputs.weights"); // 5 × (2 · 2)
    for (int d = 0; d < 5; d++) {
      weights[4 * d + 1] = 0; // the mean of z_1
      weights[4 * d + 3] = 0; // its log deviation
    }
    parameters.set("encoder.outputs.bias", new double[] {0.5, 0.7, -0.2, 0.1});
    Direction means =
        AutoencoderData.direction(model, AutoencoderData.round(1, 20, parameters), blocks);
    parameters.set(Autoencoder.MOMENTS, means.values(Autoencoder.MOMENTS));

    AutoencoderSummary summary = model.summary(parameters);

    PlainNetwork plain = new PlainNetwork(settings, parameters);
    double mean = 0;
    double square = 0;
    for (int r = 0; r < x.length; r++) {
      double share = (r % 2 == 0 ? 0.5 : 1.5) / 20;
      double z = plain.encode(x[r]).means()[0];
      mean += share * z;
      square += share * z * z;
    }
    assertEquals(square - mean * mean, summary.meanVariance()[0], 1e-10);
    assertEquals(0, summary.meanVariance()[1], 1e-10);
    PlainNetwork.Normals idle = new PlainNetwork.Normals(new double[] {0.7}, new double[] {0.1});
    assertEquals(idle.divergence(), summary.divergence()[1], 1e-10);
    assertEquals(1, summary.active());
  }

  @Test
  void aUnitOnTheVergeIsNotActive() {
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(AutoencoderData.settings(new Bernoulli()));
    Bundle parameters = Bundle.zeros(model.layout());
    parameters.set(Autoencoder.MOMENTS, new double[] {1, 2, 1.0099, 4.011, 0.1, 0.4});

    AutoencoderSummary summary = model.summary(parameters);

    assertArrayEquals(new double[] {0.0099, 0.011}, summary.meanVariance(), 1e-12);
    assertArrayEquals(new double[] {0.1, 0.4}, summary.divergence());
    assertEquals(1, summary.active());
  }

  /** 5-4-(2·2) and 2-3-5, with biases, and a dispersion for each column. */
  @Test
  void weightsAreCounted() {
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(AutoencoderData.settings(new NegativeBinomial(true)));

    AutoencoderSummary summary = model.summary(Bundle.zeros(model.layout()));

    assertEquals(5 * 4 + 4 + 4 * 4 + 4 + 2 * 3 + 3 + 3 * 5 + 5 + 5, summary.weights());
  }

  @ParameterizedTest
  @CsvSource({"1, 0.2", "5, 1", "10, 2", "11, 2", "1000, 2"})
  void theDivergenceWarmsUpLinearly(long round, double beta) {
    assertEquals(beta, new ObjectiveSettings(Objective.ELBO, 1, 2, 10).beta(round), 1e-15);
    assertEquals(2, new ObjectiveSettings(Objective.ELBO, 1, 2, 0).beta(round));
  }

  /** log p(w) of normal weights; biases and the noise have no prior. */
  @Test
  void thePriorIsOfAllWeightsAndOfNothingElse() {
    AutoencoderSettings settings =
        AutoencoderData.with(AutoencoderData.settings(AutoencoderData.ISOTROPIC), 0, 3);
    Autoencoder<DenseBlock> model = AutoencoderData.model(settings);
    Bundle parameters = Bundle.zeros(model.layout());
    AutoencoderData.learned(parameters)
        .forEach(field -> Arrays.fill(parameters.values(field.name()), 2));

    double bound = model.globalElbo(AutoencoderData.round(1, 1, parameters));

    int weights = 5 * 4 + 4 * 4 + 2 * 3 + 3 * 5;
    assertEquals(-0.5 * 3 * 4 * weights, bound, 1e-9);
  }
}
