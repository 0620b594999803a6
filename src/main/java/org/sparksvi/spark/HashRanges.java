package org.sparksvi.spark;

import org.apache.spark.Partitioner;

/** Cuts the range of uniformly spread 64-bit numbers, signed, into equal parts, in their order. */
final class HashRanges extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int parts;

  HashRanges(int parts) {
    this.parts = parts;
  }

  @Override
  public int numPartitions() {
    return parts;
  }

  @Override
  public int getPartition(Object key) {
    long high = ((Long) key ^ Long.MIN_VALUE) >>> 32; // the upper half, unsigned
    return (int) ((high * parts) >>> 32);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashRanges ranges && ranges.parts == parts;
  }

  @Override
  public int hashCode() {
    return parts;
  }
}
