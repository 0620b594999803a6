package org.sparksvi.spark;

import java.util.function.Consumer;

/**
 * Makes rows of the items that share a place in the order.
 *
 * <p>Places are a bijection of keys, so a place is a key.
 */
interface RowAssembler {

  /** Takes an item of the place in hand, as {@link SourceItem.Row#write} wrote it. */
  void add(Role role, byte[] item);

  /** Gives out the rows of the place in hand and forgets it. */
  void finish(Consumer<PackedRow> out);
}
