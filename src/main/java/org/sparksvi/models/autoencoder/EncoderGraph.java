package org.sparksvi.models.autoencoder;

import org.sparksvi.autodiff.Graph;
import org.sparksvi.model.Round;

/** The encoder alone, for a number of rows. Serves one thread. */
final class EncoderGraph {
  private final Graph graph;
  private final ParameterLeaves parameters;
  private final EncoderInputs inputs;
  private final Network.Latent q;

  EncoderGraph(Network network, int rows) {
    AutoencoderSettings settings = network.settings();
    graph = settings.precision().graph();
    parameters = new ParameterLeaves(graph, network.layout(), false);
    inputs = new EncoderInputs(graph, settings, rows);
    q = network.encode(graph, inputs, parameters);
  }

  /** Overwrites the means and log deviations, rows × J each. */
  void encode(Round round, double[] values, double[] means, double[] logDeviations) {
    parameters.load(round);
    inputs.set(values);
    graph.forward();
    q.means().read(means);
    q.logDeviations().read(logDeviations);
  }
}
