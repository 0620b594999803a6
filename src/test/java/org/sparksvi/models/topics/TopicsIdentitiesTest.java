package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.laws.Oracle;

/** log p(w) = ELBO + KL(q || posterior), wherever the parts can be computed on their own. */
class TopicsIdentitiesTest {
  /** Roundings of sums of some hundred terms, relative to the bound. */
  private static final double IDENTITY = 1e-10;

  @ParameterizedTest
  @EnumSource
  void oneTopicAfterABatchStepIsExact(Kernel kernel) {
    for (double eta : new double[] {0.01, 0.7, 20}) {
      Corpus corpus = Corpus.random(12, 7, 9, 1);
      TopicsModel model = new TopicsModel(Corpus.settings(1, 7, 0.4, eta, kernel));
      Bundle start = Corpus.parameters(model, Corpus.randomLambda(7, 1, 2));

      Bundle fitted = Corpus.parameters(model, corpus.batchStep(model, start, eta));

      // all tokens are exchangeable: the evidence of one Dirichlet-multinomial
      double[] prior = new double[7];
      double[] posterior = new double[7];
      for (int w = 0; w < 7; w++) {
        prior[w] = eta;
        posterior[w] = eta;
        for (double[] row : corpus.counts()) {
          posterior[w] += row[w];
        }
      }
      double evidence = Oracle.logBeta(posterior) - Oracle.logBeta(prior);
      assertEquals(
          evidence,
          corpus.elbo(model, fitted),
          Corpus.tolerance(kernel, IDENTITY) * Math.abs(evidence));
    }
  }

  static Stream<Arguments> tiny() {
    Corpus two = Corpus.of(new double[] {1, 1, 1}, new double[] {2, 0, 1});
    Corpus three =
        Corpus.of(new double[] {2, 0, 1}, new double[] {0, 1, 1}, new double[] {1, 2, 1});
    Corpus withEmpty = Corpus.of(new double[] {0, 0, 0}, new double[] {0, 4, 0});
    return Stream.of(Kernel.values())
        .flatMap(
            kernel ->
                Stream.of(two, three, withEmpty)
                    .flatMap(
                        corpus ->
                            Stream.of(
                                Arguments.of(kernel, corpus, 0.5, 0.2),
                                Arguments.of(kernel, corpus, 0.1, 0.05),
                                Arguments.of(kernel, corpus, 2.0, 1.5))));
  }

  /** At any λ, fitted or not: γ and φ are at their optimum, and the rest is arithmetic. */
  @ParameterizedTest
  @MethodSource("tiny")
  void evidenceIsBoundPlusDivergence(Kernel kernel, Corpus corpus, double alpha, double eta) {
    TopicsModel model = new TopicsModel(Corpus.settings(2, 3, alpha, eta, kernel));
    double[] alphas = {alpha, alpha};
    double[] etas = {eta, eta, eta};
    Enumeration exact = new Enumeration(alphas, etas, corpus.counts());
    double evidence = exact.logEvidence();
    double[] lambda = Corpus.randomLambda(3, 2, 4);

    for (int step = 0; step < 4; step++) {
      Bundle parameters = Corpus.parameters(model, lambda);
      double elbo = corpus.elbo(model, parameters);
      Textbook q =
          new Textbook(alphas, etas, corpus.counts(), corpus.gammas(model, parameters), lambda);
      double divergence = exact.divergence(q);

      double tolerance = Corpus.tolerance(kernel, IDENTITY) * Math.abs(evidence);
      assertAll(
          () -> assertTrue(elbo <= evidence + tolerance, elbo + " above " + evidence),
          () -> assertTrue(divergence >= 0, "a divergence of " + divergence),
          () -> assertEquals(evidence, elbo + divergence, tolerance));
      lambda = corpus.batchStep(model, parameters, eta);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theBoundIsTheTextbooksTermByTerm(Kernel kernel) {
    for (long seed = 1; seed <= 3; seed++) {
      Corpus corpus = Corpus.random(10, 9, 12, seed);
      // whole counts and others
      for (double[] row : corpus.counts()) {
        for (int w = 0; w < row.length; w++) {
          row[w] *= 1 + 0.37 * (w % 3);
        }
      }
      TopicsModel model = new TopicsModel(Corpus.settings(4, 9, 0.3, 0.1, kernel));
      double[] lambda = Corpus.randomLambda(9, 4, seed);
      Bundle parameters = Corpus.parameters(model, lambda);
      double[] alphas = new double[4];
      Arrays.fill(alphas, 0.3);
      double[] etas = new double[9];
      Arrays.fill(etas, 0.1);

      double expected =
          new Textbook(alphas, etas, corpus.counts(), corpus.gammas(model, parameters), lambda)
              .elbo();

      assertEquals(
          expected,
          corpus.elbo(model, parameters),
          Corpus.tolerance(kernel, IDENTITY) * Math.abs(expected));
    }
  }
}
