package org.sparksvi.spark;

import java.io.Serializable;
import java.util.EnumMap;

/**
 * What one partition of the ordered rows holds.
 *
 * @param training rows
 * @param heldOut rows
 * @param tallies what readers met, by role
 */
record PartCount(long training, long heldOut, EnumMap<Role, IngestTally> tallies)
    implements Serializable {

  static PartCount of(RowStream rows) {
    long training = 0;
    long heldOut = 0;
    while (rows.hasNext()) {
      if (rows.next().heldOut()) {
        heldOut++;
      } else {
        training++;
      }
    }
    return new PartCount(training, heldOut, rows.tallies());
  }
}
