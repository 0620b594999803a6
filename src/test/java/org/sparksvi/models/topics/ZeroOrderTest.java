package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.laws.Oracle;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;

/** The local step of zero order. */
class ZeroOrderTest {
  private static final double ROUNDING = 1e-9;

  /**
   * Of a token, in the expected tokens of a topic: what the step leaves out is of the order of the
   * variance of a document's counts over their mean (Teh, Newman and Welling, 2006), which is below
   * one token where topics differ.
   */
  private static final double OF_A_TOKEN = 0.25;

  private static TopicsSettings settings(int topics, int words, double alpha, Kernel kernel) {
    return Corpus.settings(topics, words, alpha, 0.1, kernel).withStep(DocumentStep.ZERO_ORDER);
  }

  /** Topics as good as known, words × topics. */
  private static double[] known(double[][] beta) {
    double[] lambda = new double[beta[0].length * beta.length];
    for (int i = 0; i < lambda.length; i++) {
      lambda[i] = 1e9 * beta[i % beta.length][i / beta.length];
    }
    return lambda;
  }

  /** E[n_k] of one document with topics known, over every assignment of its tokens. */
  private static double[] exact(double[] counts, double[][] beta, double alpha) {
    int[] words = new int[(int) Arrays.stream(counts).sum()];
    int at = 0;
    for (int w = 0; w < counts.length; w++) {
      for (int c = 0; c < counts[w]; c++) {
        words[at++] = w;
      }
    }
    double[] expected = new double[beta.length];
    double total = 0;
    for (int z = 0; z < Math.pow(beta.length, words.length); z++) {
      double[] posterior = new double[beta.length];
      Arrays.fill(posterior, alpha);
      double likelihood = 1;
      int rest = z;
      for (int word : words) {
        int topic = rest % beta.length;
        rest /= beta.length;
        posterior[topic]++;
        likelihood *= beta[topic][word];
      }
      double weight = likelihood * Math.exp(Oracle.logBeta(posterior));
      total += weight;
      for (int k = 0; k < beta.length; k++) {
        expected[k] += weight * (posterior[k] - alpha);
      }
    }
    for (int k = 0; k < beta.length; k++) {
      expected[k] /= total;
    }
    return expected;
  }

  private static double furthest(double[] gamma, double alpha, double[] expected) {
    double furthest = 0;
    for (int k = 0; k < expected.length; k++) {
      furthest = Math.max(furthest, Math.abs(gamma[k] - alpha - expected[k]));
    }
    return furthest;
  }

  @ParameterizedTest
  @EnumSource
  void tokensAreNearTheirCollapsedPosteriorAndNearerThanByTheBound(Kernel kernel) {
    double[][] beta = {{0.5, 0.3, 0.1, 0.1}, {0.1, 0.2, 0.3, 0.4}, {0.25, 0.05, 0.6, 0.1}};
    Random random = new Random(1);
    double zeroOrder = 0;
    double variational = 0;
    for (int d = 0; d < 20; d++) {
      double[] counts = random.ints(4, 1, 4).asDoubleStream().toArray();
      double alpha = 0.5;
      TopicsModel model = new TopicsModel(settings(3, 4, alpha, kernel));
      TopicsModel bound = new TopicsModel(Corpus.settings(3, 4, alpha, 0.1, kernel));
      Bundle parameters = Corpus.parameters(model, known(beta));
      Corpus corpus = Corpus.of(counts);
      double[] expected = exact(counts, beta, alpha);

      double error = furthest(corpus.gammas(model, parameters)[0], alpha, expected);
      assertTrue(error < OF_A_TOKEN * Math.sqrt(corpus.tokens()), "off by " + error);
      zeroOrder += error;
      variational += furthest(corpus.gammas(bound, parameters)[0], alpha, expected);
    }
    assertTrue(zeroOrder < 0.7 * variational, zeroOrder + " against " + variational);
  }

  @ParameterizedTest
  @EnumSource
  void wordsOfOneTopicEachAreCountedExactly(Kernel kernel) {
    double[][] beta = {{0.5, 0.5, 0, 0}, {0, 0, 0.25, 0.75}};
    double[] lambda = known(beta);
    for (int i = 0; i < lambda.length; i++) {
      lambda[i] += 1e-12;
    }
    TopicsModel model = new TopicsModel(settings(2, 4, 0.3, kernel));

    double[] gamma =
        Corpus.of(new double[] {2, 1, 4, 0}).gammas(model, Corpus.parameters(model, lambda))[0];

    assertArrayEquals(new double[] {3.3, 4.3}, gamma, 1e-5);
  }

  /** With one topic there is nothing to weigh. */
  @ParameterizedTest
  @EnumSource
  void oneTopicIsThePosterior(Kernel kernel) {
    Corpus corpus = Corpus.random(12, 7, 9, 1);
    TopicsModel model = new TopicsModel(settings(1, 7, 0.4, kernel));

    double[] lambda =
        corpus.batchStep(model, Corpus.parameters(model, Corpus.randomLambda(7, 1, 2)), 0.1);

    for (int w = 0; w < 7; w++) {
      int word = w;
      double count = Arrays.stream(corpus.counts()).mapToDouble(row -> row[word]).sum();
      assertEquals(0.1 + count, lambda[w], 1e-5);
    }
  }

  /** Every token is counted once, and λ at rate 1 on all documents is η and these counts. */
  @ParameterizedTest
  @EnumSource
  void rateOneOnAllDocumentsForgetsWhatWas(Kernel kernel) {
    Corpus corpus = Corpus.mixed(15, 20, 4);
    TopicsModel model = new TopicsModel(settings(3, 10, 0.2, kernel));
    Bundle parameters = Corpus.parameters(model, Corpus.randomLambda(10, 3, 5));
    Contribution sum = corpus.contribution(model, parameters);
    double[] counts = Corpus.statistics(model, sum);
    Direction target = new Direction(model.layout());
    model.target(corpus.round(parameters), sum, target);

    parameters.moveToward(0, 1, target);

    double[] expected = Arrays.stream(counts).map(count -> 0.1 + count).toArray();
    assertArrayEquals(expected, parameters.copyOf(TopicsModel.TOPICS), ROUNDING);
    assertEquals(corpus.tokens(), Arrays.stream(counts).sum(), 1e-5 * corpus.tokens());
  }

  /** The bound is that of the variational step at the same topics. */
  @Test
  void theBoundIsThatOfTheVariationalStep() {
    Corpus corpus = Corpus.mixed(15, 20, 4);
    TopicsModel model = new TopicsModel(settings(3, 10, 1, Kernel.SCALAR));
    TopicsModel bound = new TopicsModel(Corpus.settings(3, 10, 1, 0.1, Kernel.SCALAR));
    Bundle parameters = Corpus.parameters(model, Corpus.randomLambda(10, 3, 5));

    Contribution found = corpus.contribution(model, parameters);
    Contribution expected = corpus.contribution(bound, parameters);

    for (Term term : List.of(Term.EXPECTED_LOG_LIKELIHOOD, Term.LOCAL_KL)) {
      assertEquals(1, found.get(term) / expected.get(term), 1e-6, term.name());
    }
    assertEquals(corpus.elbo(bound, parameters), corpus.elbo(model, parameters), 1e-6);
  }

  /** Learned priors wait for topics to part. */
  @Test
  void learnedPriorsStayInTheFirstRounds() {
    Corpus corpus = Corpus.mixed(15, 20, 4);
    TopicsModel model =
        new TopicsModel(
            settings(3, 10, 0.2, Kernel.SCALAR)
                .withAlpha(Concentration.symmetric(0.2))
                .withEta(Concentration.symmetric(0.1)));
    Bundle parameters =
        model.initial(
            new Start<>(MemoryBlocks.pack(CountBlock::of, 10, corpus.rows(), 20), new Streams(1)));

    assertEquals(0.1, learned(model, corpus, parameters, 20)[1], ROUNDING);
    assertEquals(0.2, learned(model, corpus, parameters, 20)[0], 1e-6);
    assertTrue(Math.abs(learned(model, corpus, parameters, 21)[0] - 0.2) > 0.01);
  }

  /** α and η after a step at rate 1 in a round. */
  private static double[] learned(TopicsModel model, Corpus corpus, Bundle at, long number) {
    Direction target = new Direction(model.layout());
    Round round = new Round(number, corpus.counts().length, at, new Streams(1));
    model.target(round, corpus.contribution(model, at), target);
    Bundle next = at.copy();
    for (int field = 0; field < model.layout().fields().size(); field++) {
      next.moveToward(field, 1, target);
    }
    return new double[] {model.alpha(next)[0], model.eta(next)[0]};
  }
}
