package org.sparksvi.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.sparksvi.data.Block;
import org.sparksvi.data.DataRow;

/**
 * Cuts the rows of one shard into blocks; runs on executors.
 *
 * @param columns of the data set
 * @param unit how many rows make one of those that blocks are counted by
 */
record ShardBlocks<B extends Block>(
    int columns, BlockCuts cuts, RowKind.Packing<B> packing, RowKind.Unit unit)
    implements Serializable {

  /** The blocks of one shard. */
  List<B> of(int shard, Iterator<RowChunk> chunks) {
    List<B> blocks = new ArrayList<>();
    List<DataRow> pending = new ArrayList<>();
    int first = shard * cuts.blocksPerShard();
    int units = 0;
    while (chunks.hasNext()) {
      ByteBuffer bytes = ByteBuffer.wrap(chunks.next().bytes());
      while (bytes.hasRemaining()) {
        DataRow row = RowBytes.read(bytes);
        units += unit.begins(pending, row) ? 1 : 0;
        if (units > cuts.blockSize()) {
          blocks.add(packing.blocks().of(first + blocks.size(), columns, pending));
          pending.clear();
          units = 1;
        }
        pending.add(row);
      }
    }
    if (!pending.isEmpty()) {
      blocks.add(packing.blocks().of(first + blocks.size(), columns, pending));
    }
    return blocks;
  }
}
