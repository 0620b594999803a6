package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;

/** Document completion, by hand where shares are plain. */
class CompletionScorerTest {

  private static CompletionBlock block(double[][] observed, double[][] heldOut) {
    return new CompletionBlock(new Corpus(observed).block(), new Corpus(heldOut).block());
  }

  private static Contribution score(TopicsModel model, double[] lambda, CompletionBlock block) {
    Bundle parameters = Corpus.parameters(model, lambda);
    Contribution into = new Contribution(model.layout());
    model.scorers(new Round(1, 10, parameters, new Streams(1))).create().accumulate(block, into);
    return into;
  }

  /**
   * Both topics are alike, so q(θ) stays even; E[β] is (1/2, 1/4, 1/4) under both.
   *
   * <pre>
   *   2 log 1/2 + 3 log 1/4 = −8 log 2
   * </pre>
   */
  @ParameterizedTest
  @EnumSource
  void likeTopicsPredictTheirMean(Kernel kernel) {
    TopicsModel model = new TopicsModel(Corpus.settings(2, 3, 0.5, 0.1, kernel));
    double[] lambda = {2, 4, 1, 2, 1, 2};

    Contribution score =
        score(model, lambda, block(new double[][] {{1, 1, 0}}, new double[][] {{2, 0, 3}}));

    double tolerance = Corpus.tolerance(kernel, 1e-12);
    assertEquals(-8 * Math.log(2), score.get(Term.HELD_OUT_LOG_PROBABILITY), 10 * tolerance);
    assertEquals(5, score.get(Term.HELD_OUT_UNITS));
    assertEquals(1, score.get(Term.ROWS));
  }

  /**
   * Topics so certain that each word has one: γ = α + counts of the topic's words.
   *
   * <pre>
   *   observed (3, 1), α = 1/2:   γ = (3.5, 1.5)   E[θ] = (0.7, 0.3)
   *   E[β] = (a, b) and (b, a) with a = 10^6 / (10^6 + 10^−3)
   * </pre>
   */
  @ParameterizedTest
  @EnumSource
  void certainTopicsPredictTheShares(Kernel kernel) {
    TopicsModel model = new TopicsModel(Corpus.settings(2, 2, 0.5, 0.1, kernel));
    double[] lambda = {1e6, 1e-3, 1e-3, 1e6};

    Contribution score =
        score(model, lambda, block(new double[][] {{3, 1}}, new double[][] {{1, 2}}));

    assertEquals(
        Math.log(0.7) + 2 * Math.log(0.3),
        score.get(Term.HELD_OUT_LOG_PROBABILITY),
        Corpus.tolerance(kernel, 1e-8));
    assertEquals(3, score.get(Term.HELD_OUT_UNITS));
  }

  @ParameterizedTest
  @EnumSource
  void documentsWithAnEmptyHalfAreLeftOut(Kernel kernel) {
    TopicsModel model = new TopicsModel(Corpus.settings(2, 3, 0.5, 0.1, kernel));
    double[] lambda = Corpus.randomLambda(3, 2, 1);
    double[][] observed = {{1, 0, 2}, {0, 0, 0}, {1, 1, 1}, {0, 0, 0}};
    double[][] heldOut = {{0, 4, 0}, {1, 1, 0}, {0, 0, 0}, {0, 0, 0}};

    Contribution all = score(model, lambda, block(observed, heldOut));
    Contribution first =
        score(model, lambda, block(new double[][] {observed[0]}, new double[][] {heldOut[0]}));

    assertEquals(1, all.get(Term.ROWS));
    assertEquals(4, all.get(Term.HELD_OUT_UNITS));
    assertEquals(first.get(Term.HELD_OUT_LOG_PROBABILITY), all.get(Term.HELD_OUT_LOG_PROBABILITY));
  }

  @Test
  void halvesMustBeOfOneBlock() {
    DataRow row = DataRow.counts(1, new int[] {0}, new double[] {1});

    assertEquals(
        "the halves must be of one block, but are block 0 of 1 rows and block 0 of 2",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new CompletionBlock(
                        CountBlock.of(0, 1, List.of(row)), CountBlock.of(0, 1, List.of(row, row))))
            .getMessage());
  }
}
