package org.sparksvi.spark;

import java.io.Serializable;

/**
 * Where rows, or groups of rows, that are in order are cut into blocks and shards.
 *
 * @param blockSize rows of a block, or groups where rows are packed by group, at least 1
 * @param blocksPerShard at least 1
 */
record BlockCuts(int blockSize, int blocksPerShard) implements Serializable {

  /** Rows, or groups, of a shard. */
  long shardSize() {
    return (long) blocksPerShard * blockSize;
  }
}
