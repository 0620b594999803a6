package org.sparksvi.data;

/** The blocks of a data set, read one at a time; safe for use by many threads. */
public interface Blocks<B extends Block> {
  /** Number of blocks. */
  int count();

  /** Rows of one block, without reading it. */
  int rows(int block);

  /** Reads one block. */
  B read(int block);

  /** Rows of all blocks. */
  default long totalRows() {
    long rows = 0;
    for (int b = 0; b < count(); b++) {
      rows += rows(b);
    }
    return rows;
  }

  /** N: the sum of the weights of all rows, by which sums are scaled. */
  default double totalWeight() {
    return totalRows();
  }
}
