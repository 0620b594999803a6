package org.sparksvi.models.autoencoder;

import org.sparksvi.data.DenseBlock;

/** Rows of numbers. */
public record DenseObservations() implements Observations<DenseBlock> {

  @Override
  public int columns(DenseBlock block) {
    return block.columns();
  }

  @Override
  public long key(DenseBlock block, int row) {
    return block.key(row);
  }

  @Override
  public double weight(DenseBlock block, int row) {
    return block.weights()[row];
  }

  @Override
  public void read(DenseBlock block, int row, double[] out, int from) {
    int columns = block.columns();
    System.arraycopy(block.values(), row * columns, out, from, columns);
  }
}
