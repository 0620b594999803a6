package org.sparksvi.models.autoencoder;

import org.sparksvi.data.Block;
import org.sparksvi.model.Transforms;

/** The posterior of each row, as {@link AutoencoderOutput} lays it out. */
final class RowDescriber<B extends Block> implements Transforms.RowTransform<B> {
  private final AutoencoderSteps<B> shared;
  private final int samples;
  private final AutoencoderOutput output;
  private final BatchPosteriors<B> posteriors;
  private final RowDensities<B> densities;

  RowDescriber(AutoencoderSteps<B> shared, int samples, AutoencoderOutput output) {
    this.shared = shared;
    this.samples = samples;
    this.output = output;
    this.posteriors = new BatchPosteriors<>(shared);
    this.densities = new RowDensities<>(shared);
  }

  @Override
  public void transform(B block, double[] out) {
    int[] done = new int[1];
    int together = shared.settings().local().samples();
    shared.forEachBatch(
        block,
        false,
        together,
        workspace -> {
          describe(workspace, out, done[0] * output.width());
          done[0] += workspace.batch().rows();
        });
  }

  private void describe(Workspace<B> workspace, double[] out, int from) {
    Batch<B> batch = workspace.batch();
    posteriors.find(workspace);
    densities.estimate(workspace, posteriors, samples);
    double[] decoded = decoded(workspace);
    int latent = output.latent();
    for (int r = 0; r < batch.rows(); r++) {
      int at = from + r * output.width();
      System.arraycopy(posteriors.means(), r * latent, out, at, latent);
      for (int j = 0; j < latent; j++) {
        out[at + output.variances() + j] =
            StrictMath.exp(2 * posteriors.logDeviations()[r * latent + j]);
      }
      int to = at + output.reconstruction();
      System.arraycopy(decoded, r * output.values(), out, to, output.values());
      double total = StrictMath.exp(batch.logTotals()[r]);
      shared.settings().likelihood().mean(out, to, output.values(), total);
      shared.data().invert(out, to);
      out[at + output.logDensity()] = densities.densities()[r];
    }
  }

  /** The decoder's outputs at E[z | x], rows × D. */
  private double[] decoded(Workspace<B> workspace) {
    Batch<B> batch = workspace.batch();
    BoundGraph graph = workspace.graph(Objective.ELBO, BoundGraph.Variables.NONE, batch.rows(), 1);
    graph.load(shared.round());
    graph.setRows(batch.values(), batch.logTotals());
    graph.setPosteriors(posteriors.means(), posteriors.logDeviations());
    graph.setNoise(new double[batch.rows() * output.latent()]);
    graph.forwardLikelihood();
    double[] outputs = new double[batch.rows() * output.values()];
    graph.readOutputs(outputs);
    return outputs;
  }
}
