package org.sparksvi.models.autoencoder;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.random.Streams;

/** The encoder, the decoder and the likelihood of some settings, and the fields that they have. */
final class Network implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Moments of the latent variables over rows, 3 × J: E μ, E μ² and the mean KL divergence. */
  static final String MOMENTS = "latent.moments";

  /** Log deviations stay within ±: e^−10 is as good as 0. */
  static final double MOST_LOG_DEVIATION = 10;

  private final AutoencoderSettings settings;
  private final Perceptron encoder; // unused where there is none
  private final Perceptron decoder;
  private final Layout layout;

  Network(AutoencoderSettings settings) {
    this.settings = settings;
    int columns = settings.columns();
    int latent = settings.latent();
    encoder = Perceptron.of("encoder", columns, settings.encoder(), 2 * latent, settings);
    decoder = Perceptron.of("decoder", latent, settings.decoder(), columns, settings);
    layout = Layout.of(fields());
  }

  private List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    if (settings.hasEncoder()) {
      fields.addAll(encoder.fields());
    }
    fields.addAll(decoder.fields());
    fields.addAll(settings.likelihood().fields(settings.columns(), settings.precision()));
    fields.addAll(Standardisation.fields(settings.columns()));
    fields.add(Field.mixed(MOMENTS, 3, settings.latent()));
    return fields;
  }

  AutoencoderSettings settings() {
    return settings;
  }

  Layout layout() {
    return layout;
  }

  /** The fields on which a prior of weights lies. */
  List<String> weightFields() {
    List<String> names = new ArrayList<>();
    if (settings.hasEncoder()) {
      names.addAll(encoder.weightFields());
    }
    names.addAll(decoder.weightFields());
    return names;
  }

  Bundle start(Standardisation data, Streams streams) {
    Bundle parameters = Bundle.zeros(layout);
    if (settings.hasEncoder()) {
      encoder.start(parameters, streams, 0);
    }
    decoder.start(parameters, streams, 1);
    double[] bias = new double[settings.columns()];
    for (int d = 0; d < bias.length; d++) {
      bias[d] =
          settings.likelihood().startOutput(data.means()[d], data.total(), settings.columns());
    }
    parameters.set(decoder.outputBias(), bias);
    data.write(parameters);
    settings.likelihood().start(parameters, data);
    return parameters;
  }

  /** Means and log deviations of q(z | x), each rows × J. */
  record Latent(Node means, Node logDeviations) {}

  Latent encode(Graph graph, EncoderInputs inputs, ParameterLeaves leaves) {
    Node outputs = encoder.outputs(graph, inputs, leaves);
    int latent = settings.latent();
    Node logDeviations =
        graph.clamp(
            graph.columns(outputs, latent, 2 * latent), -MOST_LOG_DEVIATION, MOST_LOG_DEVIATION);
    return new Latent(graph.columns(outputs, 0, latent), logDeviations);
  }

  /** The decoder's outputs, rows × D. */
  Node decode(Graph graph, Node z, ParameterLeaves leaves) {
    return decoder.outputs(graph, (weights, bias) -> graph.affine(z, weights, bias), leaves);
  }
}
