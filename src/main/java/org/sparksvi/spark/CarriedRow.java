package org.sparksvi.spark;

import java.io.Serializable;

/**
 * What the shuffle into the order carries.
 *
 * @param role what the rows of its source are for
 * @param row the row or a part of one, encoded; null with a tally
 * @param tally what a reader met; null with a row
 */
@SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
record CarriedRow(Role role, byte[] row, IngestTally tally) implements Serializable {}
