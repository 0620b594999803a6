package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import org.sparksvi.data.CountBlock;

/** Sparse rows of counts. */
public record CountObservations() implements Observations<CountBlock> {

  @Override
  public int columns(CountBlock block) {
    return block.columns();
  }

  @Override
  public long key(CountBlock block, int row) {
    return block.key(row);
  }

  @Override
  public double weight(CountBlock block, int row) {
    return 1;
  }

  @Override
  public void read(CountBlock block, int row, double[] out, int from) {
    Arrays.fill(out, from, from + block.columns(), 0);
    for (int i = block.start()[row]; i < block.start()[row + 1]; i++) {
      out[from + block.distinct()[block.place()[i]]] = block.counts()[i];
    }
  }
}
