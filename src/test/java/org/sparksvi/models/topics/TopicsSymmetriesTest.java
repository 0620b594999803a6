package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;

/** What may be renamed, repeated or cut otherwise without a difference. */
class TopicsSymmetriesTest {
  private static final int WORDS = 11;
  private static final int TOPICS = 4;

  /** Sums in another order. */
  private static final double ROUNDING = 1e-11;

  private final Corpus corpus = Corpus.random(14, WORDS, 18, 5);
  private final double[] lambda = Corpus.randomLambda(WORDS, TOPICS, 6);

  private static TopicsModel model(Kernel kernel) {
    return new TopicsModel(
        Corpus.settings(TOPICS, WORDS, 0.3, 0.1, kernel)
            .withAlpha(Concentration.asymmetric(0.3))
            .withInner(3000, 1e-13));
  }

  private static Bundle parameters(TopicsModel model, double[] lambda, double[] meanLogShares) {
    Bundle parameters = Corpus.parameters(model, lambda);
    parameters.set(TopicsModel.SHARES, meanLogShares);
    return parameters;
  }

  private static Bundle parameters(TopicsModel model, double[] lambda) {
    return parameters(model, lambda, new double[] {-2.5, -1.9, -3.1, -2.2});
  }

  /**
   * A corpus with every document twice has twice the statistics and twice the local bound, hence
   * the target of the corpus once that stands for twice as many rows.
   */
  @ParameterizedTest
  @EnumSource
  void everyDocumentTwiceIsWeightTwo(Kernel kernel) {
    TopicsModel model = model(kernel);
    Bundle parameters = parameters(model, lambda);
    List<double[]> twice = new ArrayList<>(Arrays.asList(corpus.counts()));
    twice.addAll(Arrays.asList(corpus.counts()));

    Contribution once = corpus.contribution(model, parameters);
    Contribution doubled =
        new Corpus(twice.toArray(double[][]::new)).contribution(model, parameters);

    assertTarget(model, parameters, once, 2 * corpus.counts().length, doubled, kernel);
    once.scale(2);
    assertSame(model, once, doubled, kernel);
  }

  private static void assertTarget(
      TopicsModel model,
      Bundle parameters,
      Contribution sample,
      double totalRows,
      Contribution whole,
      Kernel kernel) {
    Round round = new Round(1, totalRows, parameters, new Streams(1));
    Contribution scaled = new Contribution(model.layout());
    copy(sample, scaled);
    scaled.scale(totalRows / sample.get(Term.ROWS));
    Direction expected = new Direction(model.layout());
    model.target(round, whole, expected);
    Direction target = new Direction(model.layout());
    model.target(round, scaled, target);

    double tolerance = Corpus.tolerance(kernel, ROUNDING);
    assertArrayEquals(values(expected, TOPICS), values(target, TOPICS), 100 * tolerance);
    assertArrayEquals(
        expected.values(TopicsModel.TOTALS), target.values(TopicsModel.TOTALS), 1000 * tolerance);
    assertArrayEquals(
        expected.values(TopicsModel.SHARES), target.values(TopicsModel.SHARES), 10 * tolerance);
  }

  private static void copy(Contribution from, Contribution into) {
    int start;
    TouchedRows rows = from.statistics().rows(TopicsModel.TOPICS);
    for (int i = 0; i < rows.count(); i++) {
      start = into.statistics().rows(TopicsModel.TOPICS).touch(rows.row(i));
      System.arraycopy(
          rows.values(),
          rows.start(i),
          into.statistics().rows(TopicsModel.TOPICS).values(),
          start,
          TOPICS);
    }
    double[] shares = from.statistics().values(TopicsModel.SHARES);
    System.arraycopy(shares, 0, into.statistics().values(TopicsModel.SHARES), 0, shares.length);
    for (Term term : Term.values()) {
      into.add(term, from.get(term));
    }
  }

  private static double[] values(Direction direction, int topics) {
    double[] all = new double[WORDS * topics];
    TouchedRows rows = direction.rows(TopicsModel.TOPICS);
    for (int i = 0; i < rows.count(); i++) {
      System.arraycopy(rows.values(), rows.start(i), all, rows.row(i) * topics, topics);
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfWordsDoesNotMatter(Kernel kernel) {
    TopicsModel model = model(kernel);
    int[] order = new Streams(8).stream(org.sparksvi.random.Purpose.DRAW).permutation(WORDS);
    double[][] counts = new double[corpus.counts().length][WORDS];
    double[] permuted = new double[lambda.length];
    for (int w = 0; w < WORDS; w++) {
      for (int d = 0; d < counts.length; d++) {
        counts[d][order[w]] = corpus.counts()[d][w];
      }
      System.arraycopy(lambda, w * TOPICS, permuted, order[w] * TOPICS, TOPICS);
    }

    Contribution expected = corpus.contribution(model, parameters(model, lambda));
    Contribution found = new Corpus(counts).contribution(model, parameters(model, permuted));

    double[] statistics = Corpus.statistics(model, found);
    double[] back = new double[statistics.length];
    for (int w = 0; w < WORDS; w++) {
      System.arraycopy(statistics, order[w] * TOPICS, back, w * TOPICS, TOPICS);
    }
    assertClose(Corpus.statistics(model, expected), back, kernel);
    assertEquals(1, found.localElbo() / expected.localElbo(), Corpus.tolerance(kernel, ROUNDING));
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfTopicsDoesNotMatter(Kernel kernel) {
    TopicsModel model = model(kernel);
    int[] order = {2, 0, 3, 1};
    double[] shares = {-2.5, -1.9, -3.1, -2.2};
    double[] permutedShares = new double[TOPICS];
    double[] permuted = new double[lambda.length];
    for (int k = 0; k < TOPICS; k++) {
      permutedShares[order[k]] = shares[k];
      for (int w = 0; w < WORDS; w++) {
        permuted[w * TOPICS + order[k]] = lambda[w * TOPICS + k];
      }
    }

    Contribution expected = corpus.contribution(model, parameters(model, lambda, shares));
    Contribution found = corpus.contribution(model, parameters(model, permuted, permutedShares));

    double[] statistics = Corpus.statistics(model, found);
    double[] back = new double[statistics.length];
    for (int i = 0; i < back.length; i++) {
      back[i] = statistics[i / TOPICS * TOPICS + order[i % TOPICS]];
    }
    assertClose(Corpus.statistics(model, expected), back, kernel);
    assertEquals(1, found.localElbo() / expected.localElbo(), Corpus.tolerance(kernel, ROUNDING));
  }

  @ParameterizedTest
  @EnumSource
  void howDocumentsAreCutIntoBlocksDoesNotMatter(Kernel kernel) {
    TopicsModel model = model(kernel);
    Bundle parameters = parameters(model, lambda);
    Contribution expected = corpus.contribution(model, parameters);

    for (int size = 1; size < corpus.counts().length; size += 3) {
      Contribution found = new Contribution(model.layout());
      LocalStep<CountBlock> step = model.localSteps(corpus.round(parameters)).create();
      for (CountBlock block :
          MemoryBlocks.pack(CountBlock::of, WORDS, corpus.rows(), size).blocks()) {
        step.accumulate(block, found);
      }

      assertSame(model, expected, found, kernel);
    }
  }

  /** Counts are weights of word types: 2 is two tokens, and 2.5 lies between 2 and 3. */
  @ParameterizedTest
  @EnumSource
  void countsMayBeAnyPositiveNumbers(Kernel kernel) {
    TopicsModel model = model(kernel);
    Bundle parameters = parameters(model, lambda);
    double[] bounds = new double[3];
    for (int i = 0; i < 3; i++) {
      double[] row = {2 + 0.5 * i, 0, 1, 0, 0, 0, 0.25, 0, 0, 0, 3};
      bounds[i] = Corpus.of(row).contribution(model, parameters).localElbo();
    }

    double middle = (bounds[0] + bounds[2]) / 2;

    // nearly linear in a count: a little below or above the middle
    assertEquals(middle, bounds[1], 0.1 * (bounds[0] - bounds[2]));
  }

  private static void assertSame(
      TopicsModel model, Contribution expected, Contribution found, Kernel kernel) {
    assertClose(Corpus.statistics(model, expected), Corpus.statistics(model, found), kernel);
    assertClose(
        expected.statistics().values(TopicsModel.SHARES),
        found.statistics().values(TopicsModel.SHARES),
        kernel);
    assertEquals(Corpus.rowsOf(expected), Corpus.rowsOf(found));
    for (Term term :
        List.of(Term.UNITS, Term.EXPECTED_LOG_LIKELIHOOD, Term.LOCAL_KL, Term.LOCAL_ITERATIONS)) {
      assertEquals(
          expected.get(term),
          found.get(term),
          Corpus.tolerance(kernel, ROUNDING) * Math.max(100, Math.abs(expected.get(term))),
          term.name());
    }
  }

  private static void assertClose(double[] expected, double[] found, Kernel kernel) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, found, Corpus.tolerance(kernel, ROUNDING) * largest);
  }
}
