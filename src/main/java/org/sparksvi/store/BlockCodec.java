package org.sparksvi.store;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.sparksvi.data.Block;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.SafetensorsFile;

/**
 * How one kind of blocks is kept in shards: many blocks per file, each readable alone.
 *
 * @param <B> the blocks
 */
public interface BlockCodec<B extends Block> extends Serializable {

  /** The codec of a kind of blocks. */
  @SuppressWarnings("unchecked") // each class stands beside the codec of its blocks
  static <B extends Block> BlockCodec<B> of(Class<B> blocks) {
    Map<Class<?>, BlockCodec<?>> all =
        Map.of(
            CountBlock.class, new CountCodec(),
            CompletionBlock.class, new CompletionCodec(),
            DenseBlock.class, new DenseCodec(),
            LabelledBlock.class, new LabelledCodec(),
            GroupedBlock.class, new GroupedCodec());
    return (BlockCodec<B>) all.get(blocks);
  }

  /** Name of the kind, as it stands in the index. */
  String kind();

  /** Columns of the data set that a block is of. */
  int columns(B block);

  /** Memory that a block takes, in bytes; an estimate. */
  long bytes(B block);

  /**
   * Feeds all that a block holds, in an order of its own that does not depend on how the blocks are
   * put into shards.
   */
  void feed(B block, BlockDigest into);

  /** Adds the tensors of a shard; the names must not begin with "block.". Keeps the blocks. */
  void add(List<B> blocks, Safetensors into);

  /**
   * Reads and checks the tables of a shard: where each block's parts begin.
   *
   * @param firstBlock id of the shard's first block
   * @param blocks number of blocks in the shard
   */
  ShardReader<B> open(SafetensorsFile file, int firstBlock, int blocks, int columns)
      throws IOException;

  /** The tables of one shard; safe for many threads. */
  @FunctionalInterface
  interface ShardReader<B extends Block> {

    /**
     * Reads one block and nothing else.
     *
     * @param file the shard, open
     * @param place of the block in the shard, from 0
     */
    B read(SafetensorsFile file, int place) throws IOException;
  }
}
