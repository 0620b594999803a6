package org.sparksvi.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.MemoryBlocks;

/**
 * Blocks that no file holds, as the bytes of their rows.
 *
 * @param blocks makes them
 * @param rows of each shard in pieces, as {@link RowBytes} writes them
 */
@SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
record PackedBlocks<B extends Block>(ShardBlocks<B> blocks, byte[][][] rows)
    implements Serializable {

  static <B extends Block> PackedBlocks<B> of(ShardBlocks<B> blocks, List<List<byte[]>> shards) {
    return new PackedBlocks<>(
        blocks,
        shards.stream().map(pieces -> pieces.toArray(byte[][]::new)).toArray(byte[][][]::new));
  }

  int shards() {
    return rows.length;
  }

  List<B> shard(int shard) {
    int[] noEnds = {};
    return blocks.of(
        shard,
        Arrays.stream(rows[shard])
            .map(bytes -> new RowChunk(false, noEnds, bytes, null))
            .iterator());
  }

  /** All blocks, in their order. */
  Blocks<B> unpacked() {
    List<B> all = new ArrayList<>();
    for (int s = 0; s < shards(); s++) {
      all.addAll(shard(s));
    }
    return new MemoryBlocks<>(all);
  }
}
