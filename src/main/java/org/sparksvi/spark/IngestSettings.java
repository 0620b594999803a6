package org.sparksvi.spark;

import java.io.Serializable;

/**
 * How rows become blocks.
 *
 * @param seed names the order of the rows and which are held out
 * @param blockSize rows of a block, at least 1
 * @param heldOutFraction of the training input, in [0, 1)
 */
public record IngestSettings(long seed, int blockSize, double heldOutFraction)
    implements Serializable {
  /** Rows of a shard file, about: small enough for one task's memory. */
  private static final int SHARD_ROWS = 16_384;

  public IngestSettings {
    if (blockSize < 1) {
      throw new IllegalArgumentException("block size must be at least 1, but was " + blockSize);
    }
    if (!(heldOutFraction >= 0 && heldOutFraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction held out must be in [0, 1), but was " + heldOutFraction);
    }
  }

  /** Of rows that are cut anywhere. */
  BlockCuts cuts() {
    return new BlockCuts(blockSize, Math.max(1, SHARD_ROWS / blockSize));
  }

  /** Of groups: as many in every block as have {@code blockSize} rows on average. */
  BlockCuts cuts(long rows, long groups) {
    long size = Math.max(1, Math.round((double) blockSize * groups / Math.max(1, rows)));
    return new BlockCuts((int) Math.min(size, blockSize), Math.max(1, SHARD_ROWS / blockSize));
  }
}
