package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Start;
import org.sparksvi.random.Streams;

/** Where training starts. */
class AutoencoderStartTest {
  private static final int ROWS = 40;

  static Stream<Likelihood> likelihoods() {
    return AutoencoderData.likelihoods();
  }

  private static Bundle start(Autoencoder<DenseBlock> model, double[][] x, long seed) {
    return model.initial(new Start<>(AutoencoderData.blocks(x, 7), new Streams(seed)));
  }

  private static double[] weightedMean(double[][] x) {
    double[] mean = new double[x[0].length];
    for (int r = 0; r < x.length; r++) {
      double weight = (r % 2 == 0 ? 0.5 : 1.5) / x.length;
      for (int d = 0; d < mean.length; d++) {
        mean[d] += weight * x[r][d];
      }
    }
    return mean;
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theOutputsBiasExpectsTheSamplesWeightedMean(Likelihood likelihood) {
    double[][] x = AutoencoderData.rows(likelihood, ROWS, 1);
    double[] mean = weightedMean(x);

    Bundle parameters = start(AutoencoderData.model(AutoencoderData.settings(likelihood)), x, 1);

    double[] centre = parameters.values("data.centre");
    double[] scale = parameters.values("data.scale");
    double total = Arrays.stream(mean).sum();
    double[] expected = Textbook.mean(likelihood, parameters.values("decoder.outputs.bias"), total);
    Arrays.setAll(expected, d -> centre[d] + scale[d] * expected[d]);
    double smoothing = likelihood.readsTotals() ? 0.5 / 5 : 1e-9; // occurrences a column
    assertArrayEquals(mean, expected, smoothing);
    assertEquals(total, parameters.values("data.total")[0], 1e-9);
  }

  /** Columns share a scale where they share a noise. */
  @ParameterizedTest
  @CsvSource({"ISOTROPIC, true", "DIAGONAL, false", "FIXED, true"})
  void rowsOfNumbersAreStandardised(Gaussian.Noise noise, boolean common) {
    Gaussian likelihood = new Gaussian(noise, AutoencoderData.FLOOR, 0.7);
    double[][] x = AutoencoderData.rows(likelihood, ROWS, 1);
    double[] mean = weightedMean(x);
    double[][] squares = new double[ROWS][5];
    for (int r = 0; r < ROWS; r++) {
      for (int d = 0; d < 5; d++) {
        squares[r][d] = Math.pow(x[r][d] - mean[d], 2);
      }
    }
    double[] variances = weightedMean(squares);
    double shared = Arrays.stream(variances).average().orElseThrow();
    double[] expected = Arrays.stream(variances).map(v -> Math.sqrt(common ? shared : v)).toArray();

    Bundle parameters = start(AutoencoderData.model(AutoencoderData.settings(likelihood)), x, 1);

    assertArrayEquals(mean, parameters.values("data.centre"), 1e-9);
    assertArrayEquals(expected, parameters.values("data.scale"), 1e-9);
    double scale = expected[0];
    double variance = scale * scale * likelihood.variances(parameters)[0];
    double own = scale * scale * (1 + AutoencoderData.FLOOR);
    assertEquals(noise == Gaussian.Noise.FIXED ? 0.7 : own, variance, 1e-9);
  }

  @Test
  void aConstantColumnKeepsItsUnit() {
    Gaussian likelihood = new Gaussian(Gaussian.Noise.DIAGONAL, AutoencoderData.FLOOR, 1);
    double[][] x = AutoencoderData.rows(likelihood, ROWS, 1);
    Arrays.stream(x).forEach(row -> row[2] = 7);

    Bundle parameters = start(AutoencoderData.model(AutoencoderData.settings(likelihood)), x, 1);

    assertEquals(7, parameters.values("data.centre")[2]);
    assertEquals(1, parameters.values("data.scale")[2]);
  }

  /** Glorot and Bengio (2010), equation 16: uniform with variance 2 / (inputs + outputs). */
  @Test
  void weightsAreUniformByTheSizeOfTheirLayer() {
    AutoencoderSettings settings =
        AutoencoderData.with(
            AutoencoderSettings.of(5, 40, List.of(), List.of(60), new Bernoulli()),
            FloatingPoint.DOUBLE);
    double[][] x = AutoencoderData.rows(new Bernoulli(), ROWS, 1);

    Bundle parameters = start(AutoencoderData.model(settings), x, 1);

    double[] weights = parameters.values("decoder.0.weights"); // 40 × 60
    double most = Math.sqrt(6.0 / 100);
    assertTrue(Arrays.stream(weights).allMatch(w -> Math.abs(w) <= most));
    Sample mean = Sample.of(weights);
    assertEquals(0, mean.mean(), 4 * mean.error());
    Sample variance = Sample.of(Arrays.stream(weights).map(w -> w * w).toArray());
    assertEquals(0.02, variance.mean(), 4 * variance.error());
    assertArrayEquals(new double[60], parameters.values("decoder.0.bias"));
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void noTwoUnitsStartAlike(Likelihood likelihood) {
    double[][] x = AutoencoderData.rows(likelihood, ROWS, 1);

    Bundle parameters = start(AutoencoderData.model(AutoencoderData.settings(likelihood)), x, 1);

    for (Field field : AutoencoderData.learned(parameters)) {
      double[] values = parameters.values(field.name());
      if (field.name().endsWith("weights")) {
        assertEquals(values.length, Arrays.stream(values).distinct().count(), field.name());
      }
    }
    assertFalse(
        Arrays.equals(
            Arrays.copyOf(parameters.values("encoder.0.weights"), 6),
            Arrays.copyOf(parameters.values("decoder.0.weights"), 6)));
  }

  @Test
  void theSameSeedStartsWithTheSameBitsAndAnotherWithOthers() {
    double[][] x = AutoencoderData.rows(new Bernoulli(), ROWS, 1);
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(AutoencoderData.settings(new Bernoulli()));

    Bundle first = start(model, x, 1);
    Bundle again = start(model, x, 1);
    Bundle other = start(model, x, 2);

    for (Field field : first.layout().fields()) {
      assertArrayEquals(first.copyOf(field.name()), again.copyOf(field.name()), field.name());
    }
    assertFalse(
        Arrays.equals(first.copyOf("encoder.0.weights"), other.copyOf("encoder.0.weights")));
  }
}
