package org.sparksvi.models.autoencoder;

import org.sparksvi.data.Block;

/** q(z | x) of a batch's rows for scores: the encoder's, or fitted. Scratch of one thread. */
final class BatchPosteriors<B extends Block> {
  private final AutoencoderSteps<B> shared;
  private final LocalFit<B> fit;
  private final int latent;
  private double[] means = {}; // rows × J
  private double[] logDeviations = {};

  BatchPosteriors(AutoencoderSteps<B> shared) {
    this.shared = shared;
    this.fit = new LocalFit<>(shared);
    this.latent = shared.settings().latent();
  }

  /** Where the model has them. */
  void find(Workspace<B> workspace) {
    int rows = workspace.batch().rows();
    means = new double[rows * latent];
    logDeviations = new double[rows * latent];
    if (shared.settings().hasEncoder()) {
      workspace
          .encoder(rows)
          .encode(shared.round(), workspace.batch().inputs(), means, logDeviations);
    } else {
      refine(workspace);
    }
  }

  /** Moves them on by local steps. */
  void refine(Workspace<B> workspace) {
    Batch<B> batch = workspace.batch();
    fit.fit(
        workspace,
        (row, step) -> batch.scoring(shared.round(), row, step + 1),
        1,
        means,
        logDeviations);
  }

  double[] means() {
    return means;
  }

  double[] logDeviations() {
    return logDeviations;
  }
}
