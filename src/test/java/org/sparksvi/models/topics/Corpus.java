package org.sparksvi.models.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;

/**
 * A small corpus as a dense matrix, and what a topic model says of it at some parameters.
 *
 * @param counts documents × words
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Corpus(double[][] counts) {
  /** Single precision, over the terms of these small sums. */
  private static final double SINGLE = 3e-5;

  static Corpus of(double[]... counts) {
    return new Corpus(counts);
  }

  /** Documents of a few words each, some of them empty. */
  static Corpus random(int documents, int words, int tokens, long seed) {
    Random random = new Random(seed);
    double[][] counts = new double[documents][words];
    for (double[] row : counts) {
      int first = random.nextInt(words);
      for (int t = random.nextInt(2 * tokens); t > 0; t--) {
        row[random.nextInt(3) > 0 ? (first + random.nextInt(3)) % words : random.nextInt(words)]++;
      }
    }
    return new Corpus(counts);
  }

  /** Documents that are broad mixtures of three topics, on words 0-3, 3-6 and 6-9. */
  public static Corpus mixed(int documents, int tokens, long seed) {
    Random random = new Random(seed);
    double[][] counts = new double[documents][10];
    for (double[] row : counts) {
      double first = 0.2 + 0.3 * random.nextDouble();
      double second = 0.2 + 0.3 * random.nextDouble();
      for (int t = 0; t < tokens; t++) {
        double u = random.nextDouble();
        int topic = u < first ? 0 : u < first + second ? 1 : 2;
        row[3 * topic + random.nextInt(4)]++;
      }
    }
    return new Corpus(counts);
  }

  /** A tolerance of double precision, or what the kernel can do. */
  static double tolerance(Kernel kernel, double exact) {
    return kernel == Kernel.SCALAR ? exact : Math.max(exact, SINGLE);
  }

  /** Local steps fitted to the end. */
  static TopicsSettings settings(int topics, int words, double alpha, double eta, Kernel kernel) {
    return TopicsSettings.of(topics, words, alpha, eta).withInner(20_000, 1e-14).withKernel(kernel);
  }

  int words() {
    return counts[0].length;
  }

  double tokens() {
    return Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
  }

  public List<DataRow> rows() {
    List<DataRow> rows = new ArrayList<>();
    for (double[] row : counts) {
      int[] columns = IntStream.range(0, row.length).filter(w -> row[w] > 0).toArray();
      rows.add(
          DataRow.counts(
              rows.size(), columns, Arrays.stream(columns).mapToDouble(w -> row[w]).toArray()));
    }
    return rows;
  }

  CountBlock block() {
    return CountBlock.of(0, words(), rows());
  }

  /** Parameters with given λ, words × topics, and the rest as at the start. */
  static Bundle parameters(TopicsModel model, double[] lambda) {
    int topics = model.settings().topics();
    Bundle parameters = Bundle.zeros(model.layout());
    double[] totals = new double[topics];
    for (int i = 0; i < lambda.length; i++) {
      totals[i % topics] += lambda[i];
    }
    parameters.set(TopicsModel.TOPICS, lambda);
    parameters.set(TopicsModel.TOTALS, totals);
    return parameters;
  }

  /** λ that breaks symmetry. */
  static double[] randomLambda(int words, int topics, long seed) {
    Random random = new Random(seed);
    return random.doubles((long) words * topics, 0.3, 3).toArray();
  }

  Round round(Bundle parameters) {
    return new Round(1, counts.length, parameters, new Streams(1));
  }

  /** The sum over all documents, in plain doubles. */
  Contribution contribution(TopicsModel model, Bundle parameters) {
    Contribution into = new Contribution(model.layout());
    LocalStep<CountBlock> step = model.localSteps(round(parameters)).create();
    step.accumulate(block(), into);
    return into;
  }

  /** Expected counts of a contribution, words × topics. */
  static double[] statistics(TopicsModel model, Contribution contribution) {
    int topics = model.settings().topics();
    double[] all = new double[model.settings().words() * topics];
    TouchedRows rows = contribution.statistics().rows(TopicsModel.TOPICS);
    for (int i = 0; i < rows.count(); i++) {
      System.arraycopy(rows.values(), rows.start(i), all, rows.row(i) * topics, topics);
    }
    return all;
  }

  /** The whole bound of the corpus. */
  double elbo(TopicsModel model, Bundle parameters) {
    return contribution(model, parameters).localElbo() + model.globalElbo(round(parameters));
  }

  /** λ after a full step: η + expected counts. */
  double[] batchStep(TopicsModel model, Bundle parameters, double eta) {
    double[] next = statistics(model, contribution(model, parameters));
    for (int i = 0; i < next.length; i++) {
      next[i] += eta;
    }
    return next;
  }

  /** γ of every document, documents × topics. */
  double[][] gammas(TopicsModel model, Bundle parameters) {
    DocumentFitter fitter =
        model
            .settings()
            .kernel()
            .table(parameters, model.settings())
            .fitter(model.alpha(parameters));
    fitter.open(block());
    double[][] gammas = new double[counts.length][];
    for (int d = 0; d < counts.length; d++) {
      fitter.fit(d);
      gammas[d] = fitter.gamma().clone();
    }
    return gammas;
  }

  static double rowsOf(Contribution contribution) {
    return contribution.get(Term.ROWS);
  }
}
