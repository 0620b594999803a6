package org.sparksvi.spark;

import org.apache.spark.Partitioner;

/** Cuts the numbers from 0 on into parts of the same length. */
final class EqualRanges extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int parts;
  private final long length;

  EqualRanges(int parts, long length) {
    this.parts = parts;
    this.length = length;
  }

  @Override
  public int numPartitions() {
    return parts;
  }

  @Override
  public int getPartition(Object key) {
    return Math.toIntExact((Long) key / length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EqualRanges ranges && ranges.parts == parts && ranges.length == length;
  }

  @Override
  public int hashCode() {
    return 31 * parts + Long.hashCode(length);
  }
}
