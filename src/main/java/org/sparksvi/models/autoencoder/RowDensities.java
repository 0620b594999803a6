package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import org.sparksvi.data.Block;
import org.sparksvi.random.RandomStream;

/**
 * Estimates of each row's log density and its bound by samples of z.
 *
 * <pre>
 *   log p(x) ≈ log (1/k) Σ_i p(x | z_i) p(z_i) / q(z_i),   z_i ~ q
 *   ELBO     ≈ (1/k) Σ_i log p(x | z_i) − KL(q || p)
 * </pre>
 *
 * <p>Rows and samples stream through one graph, so k may be any number. Scratch of one thread.
 */
final class RowDensities<B extends Block> {
  /**
   * Draws of z that are decoded together at most. As many in every call, since the rounding of
   * products may depend on their sizes.
   */
  private static final int MOST_TOGETHER = 256;

  private final AutoencoderSteps<B> shared;
  private final int latent;
  private final int columns;
  private final int together;
  private final int[] rowOf;
  private final double[] logRatio; // log p(z) − log q(z)
  private final double[] logLikelihood;
  private final double[] x;
  private final double[] logTotals;
  private final double[] means;
  private final double[] logDeviations;
  private final double[] noise;
  private final double[] deviations; // of the row that is put
  private int pending;
  private double[] bounds = {}; // by row
  private double[] largest = {};
  private double[] sums = {}; // of weights over that of the largest log
  private double[] densities = {};
  private final boolean keeps;
  private double[] logWeights = {}; // rows × samples, where they are kept
  private int[] kept = {}; // of each row

  RowDensities(AutoencoderSteps<B> shared) {
    this(shared, false);
  }

  /**
   * Estimates.
   *
   * @param keeps whether the weights of all draws stay readable
   */
  RowDensities(AutoencoderSteps<B> shared, boolean keeps) {
    this.keeps = keeps;
    this.shared = shared;
    this.latent = shared.settings().latent();
    this.columns = shared.settings().columns();
    this.together = shared.together(MOST_TOGETHER);
    this.rowOf = new int[together];
    this.logRatio = new double[together];
    this.logLikelihood = new double[together];
    this.logTotals = new double[together];
    this.x = new double[together * columns];
    this.means = new double[together * latent];
    this.logDeviations = new double[together * latent];
    this.deviations = new double[latent];
    this.noise = new double[together * latent];
  }

  /** Estimates for the rows that a workspace's batch holds. */
  void estimate(Workspace<B> workspace, BatchPosteriors<B> posteriors, int samples) {
    Batch<B> batch = workspace.batch();
    int rows = batch.rows();
    bounds = new double[rows];
    largest = new double[rows];
    sums = new double[rows];
    densities = new double[rows];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    logWeights = new double[keeps ? Math.multiplyExact(rows, samples) : 0];
    kept = new int[rows];
    BoundGraph graph = workspace.graph(Objective.ELBO, BoundGraph.Variables.NONE, together, 1);
    graph.load(shared.round());
    for (int r = 0; r < rows; r++) {
      RandomStream stream = batch.scoring(shared.round(), r, 0);
      for (int j = 0; j < latent; j++) {
        deviations[j] = StrictMath.exp(posteriors.logDeviations()[r * latent + j]);
      }
      for (int i = 0; i < samples; i++) {
        put(batch, posteriors, r, stream);
        if (pending == together) {
          decode(graph);
        }
      }
    }
    decode(graph);
    for (int r = 0; r < rows; r++) {
      double divergence =
          RowTerms.divergence(posteriors.means(), posteriors.logDeviations(), r * latent, latent);
      bounds[r] = bounds[r] / samples - divergence + batch.constant(r);
      densities[r] = largest[r] + StrictMath.log(sums[r] / samples) + batch.constant(r);
    }
  }

  private void put(Batch<B> batch, BatchPosteriors<B> q, int row, RandomStream stream) {
    int at = pending++;
    rowOf[at] = row;
    logTotals[at] = batch.logTotals()[row];
    System.arraycopy(batch.values(), row * columns, x, at * columns, columns);
    double ratio = 0;
    for (int j = 0; j < latent; j++) {
      double mean = q.means()[row * latent + j];
      double logDeviation = q.logDeviations()[row * latent + j];
      double e = stream.normal();
      double z = mean + deviations[j] * e;
      means[at * latent + j] = mean;
      logDeviations[at * latent + j] = logDeviation;
      noise[at * latent + j] = e;
      ratio += 0.5 * (e * e - z * z) + logDeviation;
    }
    logRatio[at] = ratio;
  }

  private void decode(BoundGraph graph) {
    if (pending == 0) {
      return;
    }
    graph.setRows(x, logTotals);
    graph.setPosteriors(means, logDeviations);
    graph.setNoise(noise);
    graph.forwardLikelihood();
    graph.readLogLikelihoods(logLikelihood);
    for (int i = 0; i < pending; i++) {
      bounds[rowOf[i]] += logLikelihood[i];
      int row = rowOf[i];
      double logWeight = logLikelihood[i] + logRatio[i];
      add(row, logWeight);
      if (keeps) {
        logWeights[row * (logWeights.length / kept.length) + kept[row]++] = logWeight;
      }
    }
    pending = 0;
  }

  private void add(int row, double logWeight) {
    if (logWeight > largest[row]) {
      sums[row] = sums[row] * StrictMath.exp(largest[row] - logWeight) + 1;
      largest[row] = logWeight;
    } else {
      sums[row] += StrictMath.exp(logWeight - largest[row]);
    }
  }

  /** The evidence lower bound, by row. */
  double[] bounds() {
    return bounds;
  }

  /** The log weights of a row's draws, without {@link Batch#constant}, where they are kept. */
  double[] logWeights(int row) {
    int samples = logWeights.length / kept.length;
    return Arrays.copyOfRange(logWeights, row * samples, (row + 1) * samples);
  }

  /** The importance-weighted estimate of the log density, by row. */
  double[] densities() {
    return densities;
  }
}
