package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.models.topics.Concentration.Learning;

/** The bound rises wherever it must, and stays a number at the edges. */
class TopicsBoundTest {
  @ParameterizedTest
  @EnumSource
  void everyInnerIterationRaisesTheLocalBound(Kernel kernel) {
    Corpus corpus = Corpus.random(8, 15, 25, 1);
    double before = Double.NEGATIVE_INFINITY;
    double first = Double.NaN;
    for (int iterations = 1; iterations <= 40; iterations++) {
      TopicsModel model =
          new TopicsModel(Corpus.settings(5, 15, 0.2, 0.1, kernel).withInner(iterations, 1e-15));
      Bundle parameters = Corpus.parameters(model, Corpus.randomLambda(15, 5, 2));

      double bound = corpus.contribution(model, parameters).localElbo();

      assertTrue(
          bound >= before - Corpus.tolerance(kernel, 1e-13) * Math.abs(bound),
          "from %.12f to %.12f in iteration %d".formatted(before, bound, iterations));
      first = iterations == 1 ? bound : first;
      before = bound;
    }
    assertTrue(before > first + 1, "rose only from %f to %f".formatted(first, before));
  }

  private static Corpus corpus(int documents, int words) {
    return Corpus.random(documents, words, 20, 7);
  }

  private static Fit batch(TopicsModel model, Corpus corpus, long rounds) {
    return Fits.batch(
        model, MemoryBlocks.pack(CountBlock::of, corpus.words(), corpus.rows(), 1000), rounds, 11);
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyDocumentIsItsPrior(Kernel kernel) {
    Corpus empty = Corpus.of(new double[6]);
    TopicsModel model = new TopicsModel(Corpus.settings(3, 6, 0.25, 0.1, kernel));
    Bundle parameters = Corpus.parameters(model, Corpus.randomLambda(6, 3, 2));

    Contribution contribution = empty.contribution(model, parameters);

    assertArrayEquals(new double[] {0.25, 0.25, 0.25}, empty.gammas(model, parameters)[0]);
    assertEquals(0, contribution.localElbo(), 1e-13);
    assertEquals(0, contribution.get(Term.EXPECTED_LOG_LIKELIHOOD));
    assertEquals(1, contribution.get(Term.ROWS));
    assertEquals(0, contribution.statistics().rows(TopicsModel.TOPICS).count());
  }

  @ParameterizedTest
  @EnumSource
  void expectedCountsAddUpToTheCounts(Kernel kernel) {
    Corpus corpus = corpus(20, 12);
    TopicsModel model = new TopicsModel(Corpus.settings(7, 12, 0.1, 0.1, kernel));
    Bundle parameters = Corpus.parameters(model, Corpus.randomLambda(12, 7, 3));

    double[] statistics = Corpus.statistics(model, corpus.contribution(model, parameters));

    for (int word = 0; word < 12; word++) {
      int w = word;
      double counts = Arrays.stream(corpus.counts()).mapToDouble(row -> row[w]).sum();
      double expected = Arrays.stream(statistics, w * 7, w * 7 + 7).sum();
      assertEquals(counts, expected, Corpus.tolerance(kernel, 1e-12) * counts);
    }
  }

  @ParameterizedTest
  @EnumSource
  void totalsStayTheSumsOfTopics(Kernel kernel) {
    TopicsSettings settings =
        TopicsSettings.of(4, 30, 0.2, 0.1)
            .withKernel(kernel)
            .withEta(Concentration.asymmetric(0.1));
    Bundle parameters = batch(new TopicsModel(settings), corpus(20, 30), 100).parameters();

    double[] lambda = parameters.copyOf(TopicsModel.TOPICS);
    double[] sums = new double[4];
    for (int i = 0; i < lambda.length; i++) {
      sums[i % 4] += lambda[i];
    }

    double[] totals = parameters.values(TopicsModel.TOTALS);
    for (int k = 0; k < 4; k++) {
      assertEquals(1, totals[k] / sums[k], 1e-12);
    }
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({
    "SCALAR, FIXED",
    "SCALAR, SYMMETRIC",
    "SCALAR, ASYMMETRIC",
    "VECTOR, FIXED",
    "VECTOR, SYMMETRIC",
    "VECTOR, ASYMMETRIC"
  })
  void extremesStayNumbers(Kernel kernel, Learning learning) {
    Corpus corpus = corpus(12, 8);
    for (double[] row : corpus.counts()) {
      for (int w = 0; w < row.length; w++) {
        row[w] *= w % 2 == 0 ? 1e6 : 1e-3;
      }
    }
    TopicsSettings settings =
        TopicsSettings.of(200, 8, 1, 1)
            .withAlpha(new Concentration(1e-4, learning))
            .withEta(new Concentration(1e-4, learning))
            .withKernel(kernel);

    Fit fit = batch(new TopicsModel(settings), corpus, 12);

    for (TraceLine line : fit.trace()) {
      assertTrue(Double.isFinite(line.elbo().orElseThrow()), line.toString());
      assertTrue(line.localKl() > -1e-6 * Math.abs(line.expectedLogLikelihood()), line.toString());
    }
    double[] lambda = fit.parameters().copyOf(TopicsModel.TOPICS);
    assertTrue(Arrays.stream(lambda).allMatch(x -> x > 0 && x < 1e12));
    if (learning == Learning.FIXED) {
      assertEquals(
          corpus.tokens(),
          Arrays.stream(lambda).map(x -> x - 1e-4).sum(),
          Corpus.tolerance(kernel, 1e-9) * corpus.tokens());
    }
  }

  /** With one topic nothing of α can be learned, and nothing breaks. */
  @ParameterizedTest
  @EnumSource
  void oneTopicWithLearnedPriorsStaysANumber(Kernel kernel) {
    for (Concentration alpha :
        List.of(Concentration.symmetric(0.3), Concentration.asymmetric(0.3))) {
      TopicsSettings settings = TopicsSettings.of(1, 5, 1, 0.5).withAlpha(alpha).withKernel(kernel);

      Fit fit = batch(new TopicsModel(settings), corpus(10, 5), 3);

      assertTrue(Double.isFinite(fit.trace().get(2).elbo().orElseThrow()));
    }
  }
}
