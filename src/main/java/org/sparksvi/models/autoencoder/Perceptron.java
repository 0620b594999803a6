package org.sparksvi.models.autoencoder;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Node;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * A multi-layer perceptron: hidden layers of one activation, and outputs without any.
 *
 * <pre>
 *   h_0 = x,   h_i = activation(h_{i−1} W_i + b_i),   outputs = h_L W_out + b_out
 * </pre>
 *
 * @param name the fields' names begin with it
 * @param widths of the inputs, of each hidden layer and of the outputs
 * @param activation of the hidden layers
 * @param precision of its fields
 */
record Perceptron(String name, List<Integer> widths, Activation activation, FloatingPoint precision)
    implements Serializable {

  Perceptron {
    widths = List.copyOf(widths);
  }

  static Perceptron of(
      String name, int inputs, List<Integer> hidden, int outputs, AutoencoderSettings settings) {
    List<Integer> widths = new ArrayList<>();
    widths.add(inputs);
    widths.addAll(hidden);
    widths.add(outputs);
    return new Perceptron(name, widths, settings.activation(), settings.precision());
  }

  private int layers() {
    return widths.size() - 1;
  }

  private String layer(int i) {
    return name + "." + (i == layers() - 1 ? "outputs" : i);
  }

  private String weights(int i) {
    return layer(i) + ".weights";
  }

  private String bias(int i) {
    return layer(i) + ".bias";
  }

  /** The field of the outputs' bias. */
  String outputBias() {
    return bias(layers() - 1);
  }

  /** The fields of the layers' weights, to which a prior applies. */
  List<String> weightFields() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < layers(); i++) {
      names.add(weights(i));
    }
    return names;
  }

  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < layers(); i++) {
      fields.add(precision.field(weights(i), widths.get(i), widths.get(i + 1)));
      fields.add(precision.field(bias(i), 1, widths.get(i + 1)));
    }
    return fields;
  }

  /**
   * Draws the weights uniformly from ±√(6 / (inputs + outputs)) of their layer; biases stay zero.
   *
   * <p>Glorot and Bengio (2010), equation 16.
   */
  void start(Bundle parameters, Streams streams, long place) {
    for (int i = 0; i < layers(); i++) {
      RandomStream stream = streams.stream(Purpose.START, place, i);
      double bound = Math.sqrt(6.0 / (widths.get(i) + widths.get(i + 1)));
      double[] values = new double[widths.get(i) * widths.get(i + 1)];
      for (int w = 0; w < values.length; w++) {
        values[w] = bound * (2 * stream.uniform() - 1);
      }
      parameters.set(weights(i), values);
    }
  }

  /** What the first layer reads. */
  @FunctionalInterface
  interface Inputs {
    Node affine(Node weights, Node bias);
  }

  /** The outputs, rows × width. */
  Node outputs(Graph graph, Inputs inputs, ParameterLeaves leaves) {
    Node h = inputs.affine(leaves.of(weights(0)), leaves.of(bias(0)));
    for (int i = 1; i < layers(); i++) {
      h = graph.affine(activation.of(graph, h), leaves.of(weights(i)), leaves.of(bias(i)));
    }
    return h;
  }
}
