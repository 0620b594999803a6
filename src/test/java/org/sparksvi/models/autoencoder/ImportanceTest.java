package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;

/** The doubly reparameterised gradient of the importance-weighted bound. */
class ImportanceTest {
  private static final String WEIGHTS = "encoder.outputs.weights";
  private static final String BIAS = "encoder.outputs.bias";
  private static final LinearGaussian EXACT = LinearGaussian.orthogonal();

  /** Of derivatives that are sums of numbers of size 10. */
  private static final double ZERO = 1e-9;

  private static Autoencoder<DenseBlock> linear(Objective objective, int samples) {
    return AutoencoderData.model(
        AutoencoderData.linear(AutoencoderData.ISOTROPIC)
            .with(new ObjectiveSettings(objective, samples, 1, 0)));
  }

  private static double[] direction(
      Autoencoder<DenseBlock> model, Bundle parameters, DenseBlock block, long round, String name) {
    return AutoencoderData.alone(
            model, AutoencoderData.round(round, block.weight(), parameters), block)
        .statistics()
        .values(name);
  }

  /** Roeder, Wu and Duvenaud (2017): no noise is left where q is the posterior. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void theEncodersGradientVanishesForEveryDrawWhereQIsThePosterior(int samples) {
    Autoencoder<DenseBlock> model = linear(Objective.IMPORTANCE, samples);
    Bundle parameters = EXACT.parameters(model);
    for (int r = 0; r < 20; r++) {
      DenseBlock row = AutoencoderData.block(r, EXACT.draw(1, r));

      assertArrayEquals(
          new double[20], direction(model, parameters, row, r + 1, WEIGHTS), ZERO, "row " + r);
      assertArrayEquals(
          new double[4], direction(model, parameters, row, r + 1, BIAS), ZERO, "row " + r);
    }
  }

  /** Which tells the path derivative from the usual one. */
  @Test
  void theGradientOfTheLowerBoundIsNoisyThere() {
    Autoencoder<DenseBlock> model = linear(Objective.ELBO, 1);
    Bundle parameters = EXACT.parameters(model);
    DenseBlock row = AutoencoderData.block(0, EXACT.draw(1, 0));

    double[] gradient = direction(model, parameters, row, 1, BIAS);

    assertTrue(Arrays.stream(gradient).allMatch(g -> Math.abs(g) > 1e-3));
  }

  /** log w is log p(x) whatever is drawn. */
  @Test
  void theBoundIsTheLogDensityWhereQIsThePosterior() {
    Autoencoder<DenseBlock> model = linear(Objective.IMPORTANCE, 3);
    Bundle parameters = EXACT.parameters(model);
    double[][] x = EXACT.draw(10, 1);

    double bound =
        AutoencoderData.alone(
                model, AutoencoderData.round(1, 10, parameters), AutoencoderData.block(0, x))
            .localElbo();

    double expected = Arrays.stream(x).mapToDouble(EXACT::logDensity).sum();
    assertEquals(expected, bound, ZERO * Math.abs(expected));
  }

  /**
   * Tucker, Lawson, Gu and Maddison (2019): on average it is the gradient of the bound's mean,
   * which differences of the bound at fixed draws are as well.
   */
  @ParameterizedTest
  @CsvSource({"1, encoder.outputs.bias", "5, encoder.outputs.bias", "5, encoder.outputs.weights"})
  void onAverageTheGradientIsThatOfTheMeanBound(int samples, String field) {
    int rounds = 400;
    Autoencoder<DenseBlock> model = linear(Objective.IMPORTANCE, samples);
    Bundle at = EXACT.parameters(model);
    for (String name : new String[] {WEIGHTS, BIAS}) {
      double[] values = at.values(name);
      Arrays.setAll(values, i -> 0.8 * values[i] + 0.2 * Math.cos(i));
    }
    DenseBlock block = AutoencoderData.block(0, EXACT.draw(20, 2));

    double largest = 0;
    double error = 0;
    for (int coordinate = 0; coordinate < 4; coordinate++) {
      double[] differences = new double[rounds];
      double[] gradients = new double[rounds];
      for (int t = 0; t < rounds; t++) {
        long round = t + 1L;
        gradients[t] = direction(model, at, block, round, field)[coordinate];
        double slope =
            Textbook.derivative(
                values -> {
                  Bundle moved = at.copy();
                  moved.set(field, values);
                  return AutoencoderData.alone(
                          model, AutoencoderData.round(round, 20, moved), block)
                      .localElbo();
                },
                at.values(field),
                coordinate);
        differences[t] = gradients[t] - slope;
      }

      Sample difference = Sample.of(differences);
      assertEquals(0, difference.mean(), 4 * difference.error(), field + "[" + coordinate + "]");
      largest = Math.max(largest, Math.abs(Sample.of(gradients).mean()));
      error = Math.max(error, difference.error());
    }
    assertTrue(error < 0.1 * largest, "too noisy to tell");
  }

  @Test
  void theLowerBoundAndTheImportanceWeightedOneShareTheDecodersGradientForOneSample() {
    MemoryBlocks<DenseBlock> blocks = AutoencoderData.blocks(EXACT.draw(8, 3), 8);
    Autoencoder<DenseBlock> elbo = linear(Objective.ELBO, 1);
    Autoencoder<DenseBlock> importance = linear(Objective.IMPORTANCE, 1);
    Bundle parameters = EXACT.parameters(elbo);

    double[] of = direction(elbo, parameters, blocks.read(0), 3, "decoder.outputs.weights");
    double[] same = direction(importance, parameters, blocks.read(0), 3, "decoder.outputs.weights");

    assertArrayEquals(of, same, ZERO);
  }
}
