package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.Streams;

/** Expected rows, draws of rows and the values each likelihood takes. */
class LikelihoodMeansTest {
  /** Relative. */
  private static final double ROUNDING = 1e-12;

  private static final int D = AutoencoderData.COLUMNS;

  static Stream<Likelihood> likelihoods() {
    return AutoencoderData.likelihoods();
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void theMeanAtTheStartIsThatOfTheData(Likelihood likelihood) {
    double scale = likelihood.readsTotals() ? 100 : 1;
    double[] means = DoubleStream.of(0.2, 0.5, 0.9, 0.05, 0.35).map(m -> scale * m).toArray();
    double[] expected = likelihood instanceof Gaussian ? new double[D] : means;
    double total = Arrays.stream(means).sum();
    double[] row = new double[D];
    Arrays.setAll(row, d -> likelihood.startOutput(means[d], total, D));

    likelihood.mean(row, 0, D, total);

    double smoothing = likelihood.readsTotals() ? 0.5 : ROUNDING; // by half an occurrence a row
    assertArrayEquals(expected, row, smoothing);
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void aColumnThatNeverOccursHasAFiniteStart(Likelihood likelihood) {
    double output = likelihood.startOutput(0, 10, D);

    assertTrue(Double.isFinite(output) && Math.abs(output) < 10, "" + output);
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void meansAreThoseOfTheTextbook(Likelihood likelihood) {
    double[] outputs = AutoencoderData.outputs(2);
    double[] row = outputs.clone();

    likelihood.mean(row, D, D, 7);

    double[] second = Arrays.copyOfRange(outputs, D, 2 * D);
    assertArrayEquals(Arrays.copyOf(outputs, D), Arrays.copyOf(row, D), 0, "the row before");
    assertArrayEquals(
        Textbook.mean(likelihood, second, 7), Arrays.copyOfRange(row, D, 2 * D), ROUNDING * 10);
  }

  /** Five standard errors of means over draws; ten numbers for each of nine likelihoods. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void drawsHaveTheMomentsOfTheDistribution(Likelihood likelihood) {
    int draws = 20_000;
    Bundle own = AutoencoderData.own(likelihood);
    double[] mean = Textbook.mean(likelihood, AutoencoderData.outputs(1), 9);
    double[][] x = new double[draws][];
    Streams streams = new Streams(11);
    for (int i = 0; i < draws; i++) {
      x[i] = mean.clone();
      likelihood.draw(x[i], 0, 9, own, streams.stream(Purpose.DRAW, i));
    }

    for (int d = 0; d < D; d++) {
      int column = d;
      double m = mean[d];
      assertMean(m, Arrays.stream(x).mapToDouble(row -> row[column]).toArray());
      double variance =
          switch (likelihood.name()) {
            case "bernoulli" -> m * (1 - m);
            case "gaussian" -> Textbook.variance(likelihood, own, column);
            case "multinomial" -> m * (1 - m / 9);
            case "poisson" -> m;
            default -> m + m * m / Math.exp(own.values("dispersion.log")[column]);
          };
      double[] squares = Arrays.stream(x).mapToDouble(r -> Math.pow(r[column] - m, 2)).toArray();
      assertMean(variance, squares);
    }
    if (likelihood instanceof Multinomial) {
      assertTrue(Arrays.stream(x).allMatch(row -> Arrays.stream(row).sum() == 9), "totals");
    }
  }

  private static void assertMean(double expected, double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
    assertEquals(expected, mean, 5 * Math.sqrt(square / values.length));
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', '', ''",
    "1, '', '', ''",
    "0.5, '', '', a whole number of at least 0",
    "2, 'in [0, 1]', '', ''",
    "-1, 'in [0, 1]', '', a whole number of at least 0",
    "NaN, 'in [0, 1]', finite, a whole number of at least 0",
    "Infinity, 'in [0, 1]', finite, a whole number of at least 0"
  })
  void valuesBreakTheRuleOfTheirLikelihood(double x, String unit, String any, String count) {
    assertEquals(unit, new Bernoulli().broken(x));
    assertEquals(any, AutoencoderData.ISOTROPIC.broken(x));
    assertEquals(count, new Poisson(false).broken(x));
    assertEquals(count, new NegativeBinomial(true).broken(x));
    String part = x >= 0 && x < Double.POSITIVE_INFINITY ? "" : "at least 0 and finite";
    assertEquals(part, new Multinomial().broken(x));
  }
}
