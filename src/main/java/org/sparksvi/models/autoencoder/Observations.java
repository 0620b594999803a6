package org.sparksvi.models.autoencoder;

import java.io.Serializable;
import org.sparksvi.data.Block;

/**
 * How the rows of a kind of blocks are read.
 *
 * @param <B> the blocks
 */
public interface Observations<B extends Block> extends Serializable {

  /** D of the block's rows. */
  int columns(B block);

  /** Name of a row, unique in its data set. */
  long key(B block, int row);

  double weight(B block, int row);

  /** Writes the row's D values. */
  void read(B block, int row, double[] out, int from);
}
