package org.sparksvi.config;

/**
 * Rows of a minibatch, and of the blocks it is made of.
 *
 * @param rows rows of a minibatch; {@link #ALL} for every row there is, {@link #AUTO} for what the
 *     kind's {@link Pace} says
 * @param blockRows rows of a block, the unit of work; divides {@code rows}
 */
public record BatchSize(long rows, int blockRows) {
  /** Every round sees all rows. */
  public static final long ALL = Long.MAX_VALUE;

  /** To be chosen by the number of rows. */
  public static final long AUTO = 0;

  private static final int MOST_BLOCKS = 8;
  private static final int LEAST_BLOCK_ROWS = 64;
  private static final int BLOCK_ROWS_OF_ALL = 1024;
  private static final int BLOCK_ROWS_OF_AUTO = 128;

  public boolean all() {
    return rows == ALL;
  }

  boolean auto() {
    return rows == AUTO;
  }

  /**
   * The block size that the project chooses: as many blocks as possible, but at most eight, that
   * divide the batch and hold at least 64 rows each; else one.
   */
  static int blockRows(long rows) {
    if (rows == ALL) {
      return BLOCK_ROWS_OF_ALL;
    }
    if (rows == AUTO) {
      return BLOCK_ROWS_OF_AUTO;
    }
    for (int blocks = MOST_BLOCKS; blocks > 1; blocks--) {
      if (rows % blocks == 0 && rows / blocks >= LEAST_BLOCK_ROWS) {
        return (int) (rows / blocks);
      }
    }
    return (int) rows;
  }

  /** Blocks of a round on a data set of so many blocks. */
  int blocksPerRound(int blocks, Pace pace) {
    long wanted = auto() ? pace.rowsPerRound((long) blocks * blockRows) : rows;
    return (int) Math.max(1, Math.min(blocks, wanted / blockRows));
  }
}
