package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import org.sparksvi.data.Block;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;

/**
 * Gradients of the networks by reparameterised draws, for rows whose q is the encoder's.
 *
 * <p>Instances serve one task; the arrays are scratch.
 */
final class AmortisedStep<B extends Block> implements LocalStep<B> {
  private final AutoencoderSteps<B> shared;
  private final ObjectiveSettings objective;
  private final int samples;
  private final int latent;

  AmortisedStep(AutoencoderSteps<B> shared) {
    this.shared = shared;
    this.objective = shared.settings().objective();
    this.samples = objective.samples();
    this.latent = shared.settings().latent();
  }

  @Override
  public void accumulate(B block, Contribution into) {
    shared.forEachBatch(block, true, samples, workspace -> add(workspace, into));
    into.add(Term.ROWS, block.weight());
    into.add(Term.UNITS, block.weight());
  }

  private void add(Workspace<B> workspace, Contribution into) {
    Batch<B> batch = workspace.batch();
    int rows = batch.rows();
    BoundGraph graph =
        workspace.graph(objective.objective(), BoundGraph.Variables.NETWORKS, rows, samples);
    graph.load(shared.round());
    graph.setRows(batch.values(), batch.logTotals());
    graph.setInputs(batch.inputs());
    graph.setNoise(batch.noise(shared.round(), samples));
    graph.forward(objective.beta(shared.round().number()));
    double[] means = new double[rows * latent];
    double[] logDeviations = new double[rows * latent];
    graph.readPosteriors(means, logDeviations);
    double[] seed = new double[rows * samples];
    double[] normalised = new double[rows * samples];
    double[] bounds = bounds(graph, batch, means, logDeviations, normalised);
    RowTerms terms = new RowTerms(into, latent);
    for (int r = 0; r < rows; r++) {
      terms.add(batch.weight(r), bounds[r], means, logDeviations, r * latent);
      for (int i = r * samples; i < (r + 1) * samples; i++) {
        seed[i] = batch.weight(r) * normalised[i];
      }
    }
    graph.backward(seed, normalised);
    graph.addDerivatives(into.statistics());
  }

  /** The bound of each row; the weights of its samples, which add up to 1, go to the last array. */
  private double[] bounds(
      BoundGraph graph,
      Batch<B> batch,
      double[] means,
      double[] logDeviations,
      double[] normalised) {
    double[] bounds = new double[batch.rows()];
    double[] draws = new double[normalised.length];
    if (objective.objective() == Objective.IMPORTANCE) {
      graph.readObjectives(draws);
      for (int r = 0; r < bounds.length; r++) {
        bounds[r] =
            ImportanceWeights.normalise(draws, r * samples, samples, normalised)
                + batch.constant(r);
      }
      return bounds;
    }
    graph.readLogLikelihoods(draws);
    Arrays.fill(normalised, 1.0 / samples);
    for (int r = 0; r < bounds.length; r++) {
      double sum = 0;
      for (int i = r * samples; i < (r + 1) * samples; i++) {
        sum += draws[i];
      }
      bounds[r] =
          sum / samples
              + batch.constant(r)
              - RowTerms.divergence(means, logDeviations, r * latent, latent);
    }
    return bounds;
  }
}
