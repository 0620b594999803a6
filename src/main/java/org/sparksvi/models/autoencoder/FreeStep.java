package org.sparksvi.models.autoencoder;

import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/**
 * Gradients of the decoder at posteriors that local steps have fitted to each row from the prior.
 */
final class FreeStep<B extends Block> implements LocalStep<B> {
  private final AutoencoderSteps<B> shared;
  private final LocalFit<B> fit;
  private final ObjectiveSettings objective;
  private final int samples;
  private final int latent;

  FreeStep(AutoencoderSteps<B> shared) {
    this.shared = shared;
    this.fit = new LocalFit<>(shared);
    this.objective = shared.settings().objective();
    this.samples = objective.samples();
    this.latent = shared.settings().latent();
  }

  @Override
  public void accumulate(B block, Contribution into) {
    int most = Math.max(samples, shared.settings().local().samples());
    shared.forEachBatch(block, true, most, workspace -> add(workspace, into));
    into.add(Term.ROWS, block.weight());
    into.add(Term.UNITS, block.weight());
    into.add(Term.LOCAL_ITERATIONS, (double) block.rows() * shared.settings().local().steps());
  }

  private void add(Workspace<B> workspace, Contribution into) {
    Batch<B> batch = workspace.batch();
    int rows = batch.rows();
    double beta = objective.beta(shared.round().number());
    double[] means = new double[rows * latent];
    double[] logDeviations = new double[rows * latent];
    fit.fit(
        workspace,
        (row, step) -> batch.training(shared.round(), row, step + 1),
        beta,
        means,
        logDeviations);
    BoundGraph graph = workspace.graph(Objective.ELBO, BoundGraph.Variables.DECODER, rows, samples);
    graph.load(shared.round());
    graph.setRows(batch.values(), batch.logTotals());
    graph.setPosteriors(means, logDeviations);
    graph.setNoise(batch.noise(shared.round(), samples));
    graph.forward(beta);
    double[] logLikelihoods = new double[rows * samples];
    graph.readLogLikelihoods(logLikelihoods);
    double[] seed = new double[rows * samples];
    RowTerms terms = new RowTerms(into, latent);
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int i = r * samples; i < (r + 1) * samples; i++) {
        sum += logLikelihoods[i];
        seed[i] = batch.weight(r) / samples;
      }
      double divergence = RowTerms.divergence(means, logDeviations, r * latent, latent);
      terms.add(
          batch.weight(r),
          sum / samples + batch.constant(r) - divergence,
          means,
          logDeviations,
          r * latent);
    }
    graph.backward(seed, seed);
    graph.addDerivatives(into.statistics());
  }
}
