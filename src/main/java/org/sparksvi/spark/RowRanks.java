package org.sparksvi.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * The places of all rows: training rows by rank from 0, held-out rows by rank from the first shard
 * that holds no training row.
 */
final class RowRanks implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] firstTraining; // by partition
  private final long[] firstHeldOut; // by partition
  private final int trainingShards;
  private final int shards;
  private final long shardRows;

  private RowRanks(
      long[] firstTraining, long[] firstHeldOut, int trainingShards, int shards, long shardRows) {
    this.firstTraining = firstTraining;
    this.firstHeldOut = firstHeldOut;
    this.trainingShards = trainingShards;
    this.shards = shards;
    this.shardRows = shardRows;
  }

  static RowRanks of(List<PartCount> counts, long shardRows) {
    int parts = counts.size();
    long[] training = new long[parts];
    long[] heldOut = new long[parts];
    long trainingRows = 0;
    long heldOutRows = 0;
    for (int p = 0; p < parts; p++) {
      training[p] = trainingRows;
      heldOut[p] = heldOutRows;
      trainingRows += counts.get(p).training();
      heldOutRows += counts.get(p).heldOut();
    }
    int trainingShards = shards(trainingRows, shardRows);
    for (int p = 0; p < parts; p++) {
      heldOut[p] += trainingShards * shardRows;
    }
    return new RowRanks(
        training,
        heldOut,
        trainingShards,
        trainingShards + shards(heldOutRows, shardRows),
        shardRows);
  }

  private static int shards(long rows, long shardRows) {
    return Math.toIntExact((rows + shardRows - 1) / shardRows);
  }

  int trainingShards() {
    return trainingShards;
  }

  int shards() {
    return shards;
  }

  /** The rows of a partition, cut at the ends of shards, each piece with its first row's place. */
  Iterator<Tuple2<Long, RowChunk>> cut(int part, Iterator<RowChunk> chunks) {
    return new Iterator<>() {
      private long nextTraining = firstTraining[part];
      private long nextHeldOut = firstHeldOut[part];
      private RowChunk chunk; // in hand
      private int taken; // rows of it

      @Override
      public boolean hasNext() {
        while ((chunk == null || taken == chunk.rows()) && chunks.hasNext()) {
          chunk = chunks.next();
          taken = 0;
        }
        return chunk != null && taken < chunk.rows();
      }

      @Override
      public Tuple2<Long, RowChunk> next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no more rows");
        }
        long rank = chunk.heldOut() ? nextHeldOut : nextTraining;
        int rows = (int) Math.min(chunk.rows() - taken, shardRows - rank % shardRows);
        RowChunk piece = chunk.slice(taken, taken + rows);
        taken += rows;
        if (chunk.heldOut()) {
          nextHeldOut += rows;
        } else {
          nextTraining += rows;
        }
        return new Tuple2<>(rank, piece);
      }
    };
  }
}
