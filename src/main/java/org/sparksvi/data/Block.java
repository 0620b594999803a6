package org.sparksvi.data;

/**
 * A fixed set of rows, read and worked on as one.
 *
 * <p>The id and the row's place in the block, never a partition, thread or order of arrival, name
 * the randomness used on a row. Blocks are immutable and shared between tasks.
 */
public interface Block {
  /** Place of the block in its data set, from 0. */
  int id();

  int rows();

  /** Rows of the data; more than {@link #rows} where the engine's row is a group of them. */
  default int observations() {
    return rows();
  }

  /** Sum of the rows' weights, by which sums are scaled; their number where none are given. */
  default double weight() {
    return rows();
  }

  /** Units of observation in the block, such as tokens; for reports, not for scaling. */
  double units();

  /**
   * A row alone, as a block of one.
   *
   * @param id of that block
   */
  default Block single(int row, int id) {
    throw new UnsupportedOperationException("blocks of this kind are not divided");
  }

  /** A row with its key and weight, to be packed into another block. */
  default DataRow row(int row) {
    throw new UnsupportedOperationException("blocks of this kind are not divided");
  }

  /** The first values of a row, by which people know it again; empty where rows have none. */
  default String text(int row) {
    return "";
  }
}
