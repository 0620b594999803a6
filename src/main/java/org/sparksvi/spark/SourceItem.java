package org.sparksvi.spark;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import org.sparksvi.data.DenseRow;

/** What a reader delivers: a row or a part of one, or what it met on the way. */
public sealed interface SourceItem extends Serializable {

  /** A row, or a part of one. */
  sealed interface Row extends SourceItem {

    /** Names the row wherever and however often it is read. */
    long key();

    /** Writes what the shuffle carries. */
    void write(ByteArrayOutputStream out);
  }

  /**
   * Counts of a row, or of a part of it; parts with the same key are put together.
   *
   * @param key names the row wherever and however often it is read
   * @param columns in any order; repeats add up
   * @param counts one a column, finite and not negative
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
  record Counts(long key, int[] columns, double[] counts) implements Row {

    @Override
    public void write(ByteArrayOutputStream out) {
      CountBytes.write(key, columns, counts, out);
    }
  }

  /**
   * A row of numbers.
   *
   * @param row whole; rows of numbers do not come in parts
   */
  record Numbers(DenseRow row) implements Row {

    @Override
    public long key() {
      return row.key();
    }

    @Override
    public void write(ByteArrayOutputStream out) {
      DenseBytes.write(row, out);
    }
  }

  /**
   * What a reader met in its part of the input.
   *
   * @param tally a part's own
   */
  record Met(IngestTally tally) implements SourceItem {}
}
