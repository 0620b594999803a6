package org.sparksvi.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import org.sparksvi.spark.input.IngestTally;

/**
 * Rows of one partition that follow each other in the order, or what was met there.
 *
 * @param heldOut whether they are scored, not trained on
 * @param ends where each row ends in the bytes
 * @param bytes rows as {@link RowBytes} writes them; of a held-out one all that is kept of it
 * @param tallies what was met in the partition, by role; null beside rows
 */
@SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
record RowChunk(boolean heldOut, int[] ends, byte[] bytes, EnumMap<Role, IngestTally> tallies)
    implements Serializable {

  int rows() {
    return ends.length;
  }

  /** Some of the rows. */
  RowChunk slice(int from, int to) {
    if (from == 0 && to == rows()) {
      return this;
    }
    int begin = from == 0 ? 0 : ends[from - 1];
    int[] some = Arrays.copyOfRange(ends, from, to);
    for (int i = 0; i < some.length; i++) {
      some[i] -= begin;
    }
    return new RowChunk(heldOut, some, Arrays.copyOfRange(bytes, begin, ends[to - 1]), tallies);
  }
}
