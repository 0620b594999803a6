package org.sparksvi.engine;

import java.util.Arrays;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.Streams;

/**
 * Which blocks each round visits: every epoch visits every block once, in an order of its own; the
 * last round of an epoch may be short.
 */
public final class EpochOrder {
  private final int blocks;
  private final int blocksPerRound;
  private final Streams streams;
  private long epochInHand = -1;
  private int[] order; // of the current epoch

  public EpochOrder(int blocks, int blocksPerRound, Streams streams) {
    if (blocks < 1) {
      throw new IllegalArgumentException("there must be at least one block, but there are none");
    }
    if (blocksPerRound < 1 || blocksPerRound > blocks) {
      throw new IllegalArgumentException(
          "blocks per round must be in 1 .. %d, the number of blocks, but was %d"
              .formatted(blocks, blocksPerRound));
    }
    this.blocks = blocks;
    this.blocksPerRound = blocksPerRound;
    this.streams = streams;
  }

  public long roundsPerEpoch() {
    return (blocks + blocksPerRound - 1L) / blocksPerRound;
  }

  /** Epoch of a round, both from 1. */
  public long epoch(long round) {
    return (round - 1) / roundsPerEpoch() + 1;
  }

  /** Whether a round, from 1, is the last of its epoch. */
  public boolean endsEpoch(long round) {
    return round % roundsPerEpoch() == 0;
  }

  /** Blocks of a round, from 1. */
  public int[] blocks(long round) {
    long epoch = epoch(round);
    if (epoch != epochInHand) {
      order = streams.stream(Purpose.EPOCH_ORDER, epoch).permutation(blocks);
      epochInHand = epoch;
    }
    int from = Math.toIntExact((round - 1) % roundsPerEpoch()) * blocksPerRound;
    return Arrays.copyOfRange(order, from, Math.min(blocks, from + blocksPerRound));
  }
}
