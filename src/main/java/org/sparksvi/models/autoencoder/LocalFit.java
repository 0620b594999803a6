package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import org.sparksvi.data.Block;
import org.sparksvi.random.RandomStream;

/**
 * Fits each row's own q(z) = N(μ, s²) by Adam on its bound, the decoder held fast.
 *
 * <pre>
 *   (μ, log s) ← (μ, log s) + rate · (1 − t / steps) · Adam(∇ objective),   t = 0, 1, …
 * </pre>
 *
 * <p>Hoffman, Blei, Wang and Paisley (2013) call such steps local; Kim, Wiseman, Miller, Sontag and
 * Rush (2018) begin them at an encoder's q. The steps of a row depend on nothing but the row, its
 * draws and where it begins.
 */
final class LocalFit<B extends Block> {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.99;
  private static final double EPSILON = 1e-8;

  private final AutoencoderSteps<B> shared;
  private final LocalSettings local;
  private final int latent;

  /** Where draws of a step come from. */
  interface Draws {
    RandomStream of(int row, int step);
  }

  LocalFit(AutoencoderSteps<B> shared) {
    this.shared = shared;
    this.local = shared.settings().local();
    this.latent = shared.settings().latent();
  }

  /**
   * Moves the posteriors of the rows that a workspace's batch holds.
   *
   * @param klWeight β of the objective that is raised; 1 for the bound
   * @param means rows × J; where to begin, and overwritten
   * @param logDeviations the same
   */
  void fit(
      Workspace<B> workspace,
      Draws draws,
      double klWeight,
      double[] means,
      double[] logDeviations) {
    Batch<B> batch = workspace.batch();
    int rows = batch.rows();
    BoundGraph graph =
        workspace.graph(Objective.ELBO, BoundGraph.Variables.POSTERIORS, rows, local.samples());
    graph.load(shared.round());
    graph.setRows(batch.values(), batch.logTotals());
    double[] noise = new double[rows * local.samples() * latent];
    double[] seed = new double[rows * local.samples()];
    Arrays.fill(seed, 1.0 / local.samples());
    int n = rows * latent;
    Moments ofMeans = new Moments(n);
    Moments ofLogDeviations = new Moments(n);
    for (int step = 0; step < local.steps(); step++) {
      draw(draws, rows, step, noise);
      graph.setPosteriors(means, logDeviations);
      graph.setNoise(noise);
      graph.forward(klWeight);
      graph.backward(seed, seed);
      graph.readPosteriorDerivatives(ofMeans.gradient, ofLogDeviations.gradient);
      double rate = local.rate() * (1 - (double) step / local.steps());
      ofMeans.ascend(means, rate, step + 1);
      ofLogDeviations.ascend(logDeviations, rate, step + 1);
      bound(logDeviations, n);
    }
  }

  private static void bound(double[] logDeviations, int n) {
    for (int i = 0; i < n; i++) {
      logDeviations[i] =
          Math.max(
              -Network.MOST_LOG_DEVIATION, Math.min(Network.MOST_LOG_DEVIATION, logDeviations[i]));
    }
  }

  private void draw(Draws draws, int rows, int step, double[] noise) {
    int each = local.samples() * latent;
    for (int r = 0; r < rows; r++) {
      RandomStream stream = draws.of(r, step);
      for (int i = r * each; i < (r + 1) * each; i++) {
        noise[i] = stream.normal();
      }
    }
  }

  /** Adam's memory of some coordinates. */
  private static final class Moments {
    private final double[] gradient;
    private final double[] first;
    private final double[] second;

    Moments(int n) {
      gradient = new double[n];
      first = new double[n];
      second = new double[n];
    }

    void ascend(double[] values, double rate, int step) {
      double firstBias = 1 - StrictMath.pow(FIRST_DECAY, step);
      double secondBias = 1 - StrictMath.pow(SECOND_DECAY, step);
      for (int i = 0; i < first.length; i++) {
        double g = gradient[i];
        first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * g;
        second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * g * g;
        values[i] += rate * (first[i] / firstBias) / (Math.sqrt(second[i] / secondBias) + EPSILON);
      }
    }
  }
}
