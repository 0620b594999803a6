package org.sparksvi.laws;

import org.sparksvi.data.Block;

/** Rows of inputs with one output each, for the tests' own models. */
final class PointBlock implements Block {
  private final int id;
  private final double[][] inputs; // rows, columns
  private final double[] outputs; // rows

  PointBlock(int id, double[][] inputs, double[] outputs) {
    this.id = id;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public int rows() {
    return outputs.length;
  }

  @Override
  public double units() {
    return outputs.length;
  }

  double[] input(int row) {
    return inputs[row];
  }

  double output(int row) {
    return outputs[row];
  }
}
