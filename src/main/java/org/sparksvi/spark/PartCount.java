package org.sparksvi.spark;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Iterator;
import org.sparksvi.spark.input.IngestTally;

/**
 * What one partition of the ordered rows holds.
 *
 * @param training rows
 * @param heldOut rows
 * @param tallies what readers met, by role
 */
record PartCount(long training, long heldOut, EnumMap<Role, IngestTally> tallies)
    implements Serializable {

  /** Whether there are rows of the same key. */
  boolean repeats() {
    return tallies.values().stream().anyMatch(tally -> tally.repeatedRows() > 0);
  }

  static PartCount of(Iterator<RowChunk> chunks) {
    long training = 0;
    long heldOut = 0;
    EnumMap<Role, IngestTally> tallies = new EnumMap<>(Role.class);
    while (chunks.hasNext()) {
      RowChunk chunk = chunks.next();
      if (chunk.tallies() != null) {
        tallies = chunk.tallies();
      } else if (chunk.heldOut()) {
        heldOut += chunk.rows();
      } else {
        training += chunk.rows();
      }
    }
    return new PartCount(training, heldOut, tallies);
  }
}
