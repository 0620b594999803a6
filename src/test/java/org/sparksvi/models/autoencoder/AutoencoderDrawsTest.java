package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.RowDraws;
import org.sparksvi.random.Streams;

/** New rows. */
class AutoencoderDrawsTest {
  private static final int DRAWS = 20_000;
  private static final Streams STREAMS = new Streams(13);

  static Stream<Likelihood> likelihoods() {
    return AutoencoderData.likelihoods();
  }

  private static Autoencoder<DenseBlock> linear() {
    return AutoencoderData.model(AutoencoderData.linear(AutoencoderData.ISOTROPIC));
  }

  private static double[] draw(RowDraws draws, long from, int rows) {
    double[] out = new double[5 * rows];
    draws.draw(STREAMS, from, rows, out);
    return out;
  }

  /** A linear decoder in standardised units, which draws must leave again. */
  private static Bundle scaled(Autoencoder<DenseBlock> model) {
    Bundle parameters = LinearGaussian.orthogonal().parameters(model);
    parameters.set("data.centre", new double[] {10, 20, 30, 40, 50});
    parameters.set("data.scale", new double[] {3, 3, 3, 3, 3});
    return parameters;
  }

  private static double[] products(double[] x, double[] mean, int a, int b) {
    double[] products = new double[DRAWS];
    Arrays.setAll(products, r -> (x[5 * r + a] - mean[a]) * (x[5 * r + b] - mean[b]));
    return products;
  }

  @Test
  void drawsOfALinearDecoderHaveItsGaussiansMoments() {
    Autoencoder<DenseBlock> model = linear();
    Bundle parameters = scaled(model);

    double[] x = draw(model.draws(parameters, false), 0, DRAWS);

    LinearGaussian exact = LinearGaussian.of(model.settings(), parameters);
    assertMoments(x, exact.mean(), exact.covariance());
  }

  /** Without the noise around the decoder's outputs. */
  @Test
  void meansOfALinearDecoderVaryAsTheOutputsDo() {
    Autoencoder<DenseBlock> model = linear();
    Bundle parameters = scaled(model);

    double[] x = draw(model.draws(parameters, true), 0, DRAWS);

    LinearGaussian exact = LinearGaussian.of(model.settings(), parameters);
    assertMoments(x, exact.mean(), exact.loadings().multiply(exact.loadings().transpose()));
  }

  /** Five standard errors for each of twenty numbers. */
  private static void assertMoments(double[] x, double[] mean, RealMatrix covariance) {
    for (int a = 0; a < 5; a++) {
      int column = a;
      double[] values = new double[DRAWS];
      Arrays.setAll(values, r -> x[5 * r + column]);
      Sample sample = Sample.of(values);
      assertEquals(mean[a], sample.mean(), 5 * sample.error() + 1e-12, "mean " + a);
      for (int b = 0; b <= a; b++) {
        Sample product = Sample.of(products(x, mean, a, b));
        double tolerance = 5 * product.error() + 1e-12;
        assertEquals(covariance.getEntry(a, b), product.mean(), tolerance, a + ", " + b);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void drawsKeepTheRuleOfTheirLikelihood(Likelihood likelihood) {
    Autoencoder<DenseBlock> model = AutoencoderData.model(AutoencoderData.settings(likelihood));
    double[][] data = AutoencoderData.rows(likelihood, 30, 1);
    Bundle parameters = AutoencoderData.somewhere(model, AutoencoderData.blocks(data, 30), 0.3);

    double[] all = draw(model.draws(parameters, false), 0, 150);

    assertTrue(Arrays.stream(all).allMatch(v -> likelihood.broken(v).isEmpty()));
  }

  @Test
  void countsAreDrawnWithTheMeanTotalOfTheData() {
    Multinomial likelihood = new Multinomial();
    Autoencoder<DenseBlock> model = AutoencoderData.model(AutoencoderData.settings(likelihood));
    double[][] data = {{3, 0, 1, 0, 4}, {2, 2, 2, 2, 2}, {0, 5, 0, 7, 0}};
    Bundle parameters = AutoencoderData.somewhere(model, AutoencoderData.blocks(data, 3), 0.3);

    double[] rows = draw(model.draws(parameters, false), 0, 50);

    // weights ½, 1½, ½ of totals 8, 10, 12
    for (int r = 0; r < 50; r++) {
      assertEquals(10, Arrays.stream(rows, 5 * r, 5 * r + 5).sum());
    }
  }
}
