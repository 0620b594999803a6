package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.numeric.FloatKernels;

/** The local step in floats does what the one in doubles does. */
class FloatFitterTest {
  /**
   * Of a document's tokens: the relative error of shares is below 10^-6 times the size of a digamma
   * (10 to 20 here), an iteration adds one such error, and iterations contract less than twofold.
   */
  private static final double GAMMA_ERROR = 1e-4;

  /** A token's share of the bound: the bound is flat at its optimum, its logs are good to 10^-5. */
  private static final double BOUND_ERROR = 2e-5;

  /** So many iterations in both precisions, however little γ moves. */
  private static final int ITERATIONS = 30;

  private static final double NEVER = 1e-15;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 20, 50, 64, 130})
  void floatsAgreeWithDoubles(int topics) {
    TopicsSettings settings = settings(topics, 400);
    Bundle parameters = TopicBlocks.parameters(settings, 0.05, 3, topics);
    CountBlock block = TopicBlocks.block(400, new int[] {40, 0, 1, 300, 16, 17, 0}, 10, topics);

    assertAgreement(settings, parameters, block);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e3, 1e6, 1e9, 1e12})
  void floatsAgreeWithDoublesWhateverTheSizeOfCounts(double largest) {
    TopicsSettings settings = settings(21, 300);
    Bundle parameters = TopicBlocks.parameters(settings, 0.05, 3, 5);
    CountBlock block = TopicBlocks.block(300, new int[] {100, 3, 1, 250}, largest, 6);

    assertAgreement(settings, parameters, block);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.01, 1})
  void floatsAgreeWithDoublesOnTopicsThatShareNoWords(double smallest) {
    TopicsSettings settings = settings(10, 100);
    Bundle parameters = Bundle.zeros(new TopicsModel(settings).layout());
    double[] lambda = new double[1000];
    Arrays.setAll(lambda, i -> i / 10 % 10 == i % 10 ? 1000 : smallest);
    parameters.set(TopicsModel.TOPICS, lambda);
    double[] totals = new double[10];
    Arrays.fill(totals, 10 * 1000 + 90 * smallest);
    parameters.set(TopicsModel.TOTALS, totals);
    CountBlock block = TopicBlocks.block(100, new int[] {100, 5, 1, 30}, 1e6, 6);

    assertAgreement(settings, parameters, block);
  }

  @Test
  void documentsOfFiveThousandWordsFit() {
    TopicsSettings settings = settings(12, 6000);
    Bundle parameters = TopicBlocks.parameters(settings, 0.05, 3, 7);
    CountBlock block = TopicBlocks.block(6000, new int[] {10, 5000, 20}, 100, 8);

    assertAgreement(settings, parameters, block);
  }

  @Test
  void documentsStandStillTogether() {
    TopicsSettings settings = settings(20, 400).withInner(500, 1e-4);
    Bundle parameters = TopicBlocks.parameters(settings, 0.05, 3, 9);
    CountBlock block = TopicBlocks.block(400, new int[] {40, 0, 1, 300}, 10, 10);
    DocumentFitter expected = new ScalarTable(parameters, settings).fitter(alpha(settings));
    DocumentFitter actual = fitter(settings, parameters);
    expected.open(block);
    actual.open(block);

    for (int row = 0; row < block.rows(); row++) {
      int iterations = expected.fit(row);
      assertTrue(iterations < 500, "row " + row);
      assertEquals(iterations, actual.fit(row), 1, "row " + row);
    }
  }

  private static TopicsSettings settings(int topics, int words) {
    return TopicsSettings.of(topics, words, 0.1, 0.05).withInner(ITERATIONS, NEVER);
  }

  private static double[] alpha(TopicsSettings settings) {
    return IntStream.range(0, settings.topics()).mapToDouble(k -> 0.05 + 0.01 * k).toArray();
  }

  private static DocumentFitter fitter(TopicsSettings settings, Bundle parameters) {
    return new FloatTable(FloatKernels.best(), parameters, settings).fitter(alpha(settings));
  }

  /** Twice over the block, so that what the first time left behind shows. */
  private static void assertAgreement(
      TopicsSettings settings, Bundle parameters, CountBlock block) {
    for (DocumentStep step : DocumentStep.values()) {
      assertAgreementBy(settings.withStep(step), parameters, block);
    }
  }

  private static void assertAgreementBy(
      TopicsSettings settings, Bundle parameters, CountBlock block) {
    DocumentFitter expected = new ScalarTable(parameters, settings).fitter(alpha(settings));
    DocumentFitter actual = fitter(settings, parameters);
    for (int time = 0; time < 2; time++) {
      assertSameDocuments(expected, actual, block);
      assertSameContributions(settings, parameters.layout(), expected, actual, block);
    }
  }

  private static void assertSameDocuments(
      DocumentFitter expected, DocumentFitter actual, CountBlock block) {
    expected.open(block);
    actual.open(block);
    for (int row = 0; row < block.rows(); row++) {
      expected.fit(row);
      actual.fit(row);

      double tokens = expected.tokens();
      assertEquals(tokens, actual.tokens());
      for (int k = 0; k < expected.gamma().length; k++) {
        double allowed = GAMMA_ERROR * tokens + GAMMA_ERROR * expected.gamma()[k];
        assertEquals(expected.gamma()[k], actual.gamma()[k], allowed, row + ", " + k);
      }
      double allowed = GAMMA_ERROR * tokens;
      assertEquals(expected.logNormaliser(), actual.logNormaliser(), allowed, "row " + row);
    }
  }

  private static void assertSameContributions(
      TopicsSettings settings,
      org.sparksvi.bundle.Layout layout,
      DocumentFitter expectedFitter,
      DocumentFitter actualFitter,
      CountBlock block) {
    Contribution expected = new Contribution(layout);
    Contribution actual = new Contribution(layout);
    new TopicsStep(expectedFitter, expectedFitter, alpha(settings), false)
        .accumulate(block, expected);
    new TopicsStep(actualFitter, actualFitter, alpha(settings), false).accumulate(block, actual);

    double units = block.units();
    assertEquals(expected.localElbo(), actual.localElbo(), BOUND_ERROR * units);
    for (Term term : new Term[] {Term.EXPECTED_LOG_LIKELIHOOD, Term.LOCAL_KL}) {
      double allowed = 10 * GAMMA_ERROR * units;
      assertEquals(expected.get(term), actual.get(term), allowed, term.name());
    }
    TouchedRows rows = expected.statistics().rows(TopicsModel.TOPICS);
    TouchedRows floats = actual.statistics().rows(TopicsModel.TOPICS);
    assertEquals(rows.count(), floats.count());
    for (int i = 0; i < rows.count(); i++) {
      assertEquals(rows.row(i), floats.row(i));
      double size = 0;
      for (int k = 0; k < settings.topics(); k++) {
        size += rows.values()[rows.start(i) + k];
      }
      for (int k = 0; k < settings.topics(); k++) {
        double value = rows.values()[rows.start(i) + k];
        assertEquals(value, floats.values()[rows.start(i) + k], 10 * GAMMA_ERROR * size);
      }
    }
  }
}
