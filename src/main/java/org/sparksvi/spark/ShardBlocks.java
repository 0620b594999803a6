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
 * @param parts rows that are kept of one
 */
record ShardBlocks<B extends Block>(
    int columns, IngestSettings settings, RowKind.Packing<B> packing, int parts)
    implements Serializable {

  /** The blocks of one shard. */
  List<B> of(int shard, Iterator<RowChunk> chunks) {
    List<B> blocks = new ArrayList<>();
    List<DataRow> pending = new ArrayList<>();
    int full = settings.blockSize() * parts;
    int first = shard * settings.blocksPerShard();
    while (chunks.hasNext()) {
      ByteBuffer bytes = ByteBuffer.wrap(chunks.next().bytes());
      while (bytes.hasRemaining()) {
        pending.add(RowBytes.read(bytes));
        if (pending.size() == full || (!bytes.hasRemaining() && !chunks.hasNext())) {
          blocks.add(packing.blocks().of(first + blocks.size(), columns, pending));
          pending.clear();
        }
      }
    }
    return blocks;
  }
}
