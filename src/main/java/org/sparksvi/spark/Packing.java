package org.sparksvi.spark;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.data.Block;
import org.sparksvi.store.BlockCodec;

/**
 * How packed rows become blocks of a store.
 *
 * @param <B> the blocks
 */
interface Packing<B extends Block> extends Serializable {

  BlockCodec<B> codec();

  /** The block of some rows, encoded as {@link PackedRow} holds them. */
  B pack(int id, int columns, List<byte[]> rows);
}
