package org.sparksvi.models.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Column;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/** Rows drawn from mixtures. */
class MixtureDrawsTest {
  private static final int DRAWS = 40_000;
  private static final double DEVIATIONS = 5; // of a mean of draws: once in two million

  private static double[][] data() {
    Random random = new Random(4);
    double[][] rows = new double[12][2];
    for (double[] row : rows) {
      double side = 6 * random.nextInt(2);
      row[0] = 100 + side + random.nextGaussian();
      row[1] = 0.01 * (side + row[0] - 100 + random.nextGaussian());
    }
    return rows;
  }

  static Stream<Arguments> models() {
    return Arrays.stream(Covariance.values())
        .flatMap(
            covariance ->
                Stream.of(Gaussians.likelihood(), Gaussians.posterior(new GaussianPrior(1, 3, 1)))
                    .map(gaussians -> Arguments.of(covariance, gaussians)));
  }

  /**
   * E_p[g(x) / p(x)] = ∫ g = 1 for any density g on a bounded box, with p that of evaluation: true
   * only where rows are drawn by p. Four boxes tell where mass lies.
   */
  @ParameterizedTest
  @MethodSource("models")
  void rowsAreDrawnByTheDensityThatScoresThem(Covariance covariance, Gaussians gaussians) {
    MixtureModel<DenseBlock> model =
        new MixtureModel<>(
            Mixing.likelihood(), new GaussianComponents(2, 2, covariance, gaussians));
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(data(), 12);
    Bundle parameters = Fits.batch(model, blocks, 15, 1).parameters();

    double[] drawn = new double[2 * DRAWS];
    GaussianDraws.of(model, parameters).draw(new Streams(7), 0, DRAWS, drawn);

    List<DataRow> rows =
        java.util.stream.IntStream.range(0, DRAWS)
            .mapToObj(r -> DataRow.of(r, drawn[2 * r], drawn[2 * r + 1]))
            .toList();
    double[] said = new double[DRAWS * Column.width(model.output())];
    model
        .transforms(Fits.round(blocks, parameters))
        .create()
        .transform(DenseBlock.of(0, 2, rows), said);
    double[][] boxes = boxes(model, parameters);
    for (double[] box : boxes) {
      double sum = 0;
      double squares = 0;
      double area = (box[1] - box[0]) * (box[3] - box[2]);
      for (int r = 0; r < DRAWS; r++) {
        double x = drawn[2 * r];
        double y = drawn[2 * r + 1];
        boolean inside = x >= box[0] && x < box[1] && y >= box[2] && y < box[3];
        double value = inside ? Math.exp(-said[r * 4 + 2]) / area : 0;
        sum += value;
        squares += value * value;
      }
      double mean = sum / DRAWS;
      double error = Math.sqrt((squares / DRAWS - mean * mean) / DRAWS);
      assertEquals(1, mean, DEVIATIONS * error, "box " + Arrays.toString(box));
      assertEquals(0, error, 0.1, "too few draws in box " + Arrays.toString(box));
    }
  }

  /** At the mean of each component, and a deviation beside it. */
  private static double[][] boxes(MixtureModel<DenseBlock> model, Bundle parameters) {
    GaussianComponents gaussians = (GaussianComponents) model.components();
    double[] means = gaussians.means(parameters);
    double[] covariances = gaussians.covariances(parameters);
    double[][] boxes = new double[4][];
    for (int b = 0; b < boxes.length; b++) {
      int k = b / 2;
      double width = Math.sqrt(covariances[4 * k]);
      double height = Math.sqrt(covariances[4 * k + 3]);
      double x = means[2 * k] + b % 2 * width;
      double y = means[2 * k + 1] + b % 2 * height;
      boxes[b] =
          new double[] {x - 0.4 * width, x + 0.4 * width, y - 0.4 * height, y + 0.4 * height};
    }
    return boxes;
  }

  @Test
  void wordsOfDocumentsComeByTheirExpectedProbabilities() {
    Bundle parameters = counts(CountFamily.MULTINOMIAL);
    MixtureModel<CountBlock> model = model(CountFamily.MULTINOMIAL);
    double[] weights = model.weights(parameters);
    double[] means = ((CountComponents) model.components()).means(parameters);
    CountDraws draws = CountDraws.of(model, parameters);
    RandomStream stream = new Streams(1).stream(Purpose.DRAW);

    double[] counts = new double[3];
    for (int n = 0; n < DRAWS; n++) {
      int[] words = draws.draw(4, stream);
      assertEquals(4, words.length);
      counts[words[n % 4]]++;
    }

    for (int w = 0; w < 3; w++) {
      double p = weights[0] * means[2 * w] + weights[1] * means[2 * w + 1];
      assertEquals(p, counts[w] / DRAWS, DEVIATIONS * Math.sqrt(p * (1 - p) / DRAWS));
    }
  }

  @Test
  void aBernoulliDocumentHasEachWordOrNot() {
    Bundle parameters = counts(CountFamily.BERNOULLI);
    MixtureModel<CountBlock> model = model(CountFamily.BERNOULLI);
    double[] weights = model.weights(parameters);
    double[] means = ((CountComponents) model.components()).means(parameters);
    CountDraws draws = CountDraws.of(model, parameters);
    RandomStream stream = new Streams(1).stream(Purpose.DRAW);

    double both = 0;
    for (int n = 0; n < DRAWS; n++) {
      int[] words = draws.draw(99, stream);
      both += Arrays.stream(words).filter(w -> w < 2).count() == 2 ? 1 : 0;
    }

    double p = weights[0] * means[0] * means[2] + weights[1] * means[1] * means[3];
    assertEquals(p, both / DRAWS, DEVIATIONS * Math.sqrt(p * (1 - p) / DRAWS));
  }

  private static MixtureModel<CountBlock> model(CountFamily kind) {
    return new MixtureModel<>(
        Mixing.dirichlet(0.5), new CountComponents(2, 3, kind, ReadOutForm.POSTERIOR, 0.3));
  }

  /** Ten rows of the first component, thirty of the second. */
  private static Bundle counts(CountFamily kind) {
    Bundle parameters = Bundle.zeros(model(kind).layout());
    parameters.set(MixtureModel.COUNTS, new double[] {10, 30});
    parameters.set(CountComponents.SUMS, new double[] {9, 2, 8, 3, 1, 28});
    return parameters;
  }
}
