package org.sparksvi.models.autoencoder;

import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.autodiff.Node;
import org.sparksvi.model.Round;

/** The decoder alone, for a number of rows. Serves one thread. */
final class DecoderGraph {
  private final Graph graph;
  private final ParameterLeaves parameters;
  private final Leaf z;
  private final Node outputs;

  DecoderGraph(Network network, int rows) {
    AutoencoderSettings settings = network.settings();
    graph = settings.precision().graph();
    parameters = new ParameterLeaves(graph, network.layout(), false);
    z = graph.data(rows, settings.latent());
    outputs = network.decode(graph, z, parameters);
  }

  DecoderGraph load(Round round) {
    parameters.load(round);
    return this;
  }

  /** The outputs at some z, rows × D. */
  double[] decode(double[] values) {
    z.set(values, 0);
    graph.forward();
    double[] out = new double[outputs.rows() * outputs.columns()];
    outputs.read(out);
    return out;
  }
}
