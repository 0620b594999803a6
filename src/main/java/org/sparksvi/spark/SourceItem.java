package org.sparksvi.spark;

import java.io.Serializable;

/** What a reader delivers: a row or a part of one, or what it met on the way. */
public sealed interface SourceItem extends Serializable {

  /**
   * Counts of a row, or of a part of it; parts with the same key are put together.
   *
   * @param key names the row wherever and however often it is read
   * @param columns in any order; repeats add up
   * @param counts one a column, finite and not negative
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
  record Counts(long key, int[] columns, double[] counts) implements SourceItem {}

  /**
   * What a reader met in its part of the input.
   *
   * @param tally a part's own
   */
  record Met(IngestTally tally) implements SourceItem {}
}
