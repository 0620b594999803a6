package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Column;

/** Expectation maximisation of Gaussian mixtures. */
class GaussianLikelihoodTest {
  static MixtureModel<DenseBlock> model(int components, int columns, Covariance covariance) {
    return new MixtureModel<>(
        Mixing.likelihood(),
        new GaussianComponents(components, columns, covariance, Gaussians.likelihood()));
  }

  /**
   * The maximum, −1130.2639601847, by 20 000 iterations in NumPy from two starts, equal to 1e-12.
   */
  @Test
  void oldFaithfulIsTwoKindsOfEruptions() {
    MixtureModel<DenseBlock> model = model(2, 2, Covariance.FULL);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(Rows.faithful(), 64);

    Fit fit = Fits.batch(model, blocks, 120, 1);

    Bundle parameters = fit.parameters();
    GaussianComponents components = (GaussianComponents) model.components();
    assertEquals(-1130.2639601847, Fits.elbo(model, blocks, parameters), 1e-8);
    double[] weights = model.weights(parameters);
    double[] means = components.means(parameters);
    int first = weights[0] < weights[1] ? 0 : 1;
    assertEquals(0.35587286, weights[first], 1e-7);
    assertEquals(0.64412714, weights[1 - first], 1e-7);
    assertEquals(2.03638845, means[2 * first], 1e-6);
    assertEquals(54.47851638, means[2 * first + 1], 1e-6);
    assertEquals(4.28966197, means[2 * (1 - first)], 1e-6);
    assertEquals(79.96811517, means[2 * (1 - first) + 1], 1e-6);
  }

  /**
   * Sorted rows, so that the start's sample is the lower half and the centre more than half a
   * standard deviation off, and so far from zero that sums of squares about zero would hold nothing
   * of the variance.
   */
  @Test
  void aCentreThatIsOffChangesNothing() {
    double far = 0x1p27; // differences from it are exact to 3e-8
    Random random = new Random(4);
    double[][] rows = new double[16_000][];
    double[] ascending = random.doubles(rows.length, 0, 4).sorted().toArray();
    double mean = 0;
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {far + ascending[r]};
      mean += (rows[r][0] - far) / rows.length;
    }
    double variance = 0;
    for (double[] row : rows) {
      variance += (row[0] - far - mean) * (row[0] - far - mean) / rows.length;
    }
    MixtureModel<DenseBlock> model = model(1, 1, Covariance.FULL);

    Bundle parameters = Fits.batch(model, Rows.blocks(rows, 8000), 2, 1).parameters();

    GaussianComponents components = (GaussianComponents) model.components();
    double off = parameters.values(GaussianComponents.CENTRE)[0] - far - mean;
    assertTrue(Math.abs(off) > 0.5 * Math.sqrt(variance), () -> "the centre is off by " + off);
    assertEquals(mean, components.means(parameters)[0] - far, 4e-8); // an ulp of the mean
    assertEquals(variance, components.covariances(parameters)[0], 1e-11 * variance);
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void theBoundIsTheLogLikelihood(Covariance covariance) {
    double[][] rows = Rows.iris();
    MixtureModel<DenseBlock> model = model(3, 4, covariance);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 37);
    Bundle parameters = Fits.batch(model, blocks, 5, 2).parameters();
    GaussianComponents components = (GaussianComponents) model.components();
    double[] means = components.means(parameters);
    double[] covariances = components.covariances(parameters);
    double[] weights = model.weights(parameters);

    double[] received = new double[rows.length * Column.width(model.output())];
    MemoryBlocks<DenseBlock> together = Rows.blocks(rows, rows.length);
    model
        .transforms(Fits.round(together, parameters))
        .create()
        .transform(together.read(0), received);

    double expected = 0;
    double divergence = 0;
    for (int r = 0; r < rows.length; r++) {
      double[] parts = new double[3];
      double density = 0;
      for (int k = 0; k < 3; k++) {
        parts[k] = weights[k] * Normal.density(rows[r], means, covariances, k);
        density += parts[k];
      }
      expected += Math.log(density);
      for (int k = 0; k < 3; k++) {
        double q = received[r * Column.width(model.output()) + k];
        divergence += q > 0 ? q * Math.log(q / (parts[k] / density)) : 0;
      }
    }

    double elbo = Fits.elbo(model, blocks, parameters);
    assertEquals(expected, elbo, 1e-10 * Math.abs(expected));
    assertEquals(0, divergence, 1e-10);
  }

  @Test
  void oneComponentHasTheMomentsOfTheRows() {
    double[][] rows = Rows.faithful();
    MixtureModel<DenseBlock> model = model(1, 2, Covariance.FULL);
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, 100);

    Bundle parameters = Fits.batch(model, blocks, 1, 2).parameters();

    GaussianComponents components = (GaussianComponents) model.components();
    double[] mean = new double[2];
    double[] covariance = new double[4];
    for (double[] row : rows) {
      for (int d = 0; d < 2; d++) {
        mean[d] += row[d] / rows.length;
      }
    }
    for (double[] row : rows) {
      for (int i = 0; i < 4; i++) {
        covariance[i] += (row[i / 2] - mean[i / 2]) * (row[i % 2] - mean[i % 2]) / rows.length;
      }
    }
    assertArrayEquals(mean, components.means(parameters), 1e-9);
    assertArrayEquals(covariance, components.covariances(parameters), 1e-8);
  }
}
